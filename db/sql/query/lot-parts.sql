-- What became of a lot, but for its runs: edges by their primary key (out), cases into pack lots apart from what went to
-- other lots. Feeds by run_feed_lot, weighings by weighing_lot, what was said of them later by mark_of. changed_mg: by how
-- much weighings were corrected after anything of the lot was used for the last time, what was then void already left out.
WITH gone AS (
  SELECT t.id, t.kind, t.lc, t.run, sum(e.mass_mg) AS mg
  FROM edge e JOIN transform t ON t.id = e.dst
  WHERE e.src = :id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = t.id)
  GROUP BY t.id),
used AS (
  SELECT max(lc) AS lc FROM (SELECT lc FROM gone UNION ALL SELECT lc FROM run_feed f WHERE f.lot = :id
    AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = f.id) AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = f.run))),
corrected AS (
  SELECT iif(EXISTS (SELECT 1 FROM fix WHERE of_n = w.id), 0, w.net_mg) AS now_mg,
    (SELECT g.body ->> 'net_mg' FROM event e JOIN event_private g ON g.n = e.n AND g.audience = 1
      WHERE e.n IN (SELECT w.id UNION ALL SELECT r.n FROM mark r WHERE r.of_n = w.id AND r.kind = 'replaced')
        AND e.lc <= used.lc
      ORDER BY e.lc DESC LIMIT 1) AS then_mg
  FROM used CROSS JOIN weighing w ON w.lot = :id
  WHERE EXISTS (SELECT 1 FROM mark m WHERE m.of_n = w.id AND m.kind IN ('replaced', 'void'))
    AND NOT EXISTS (SELECT 1 FROM fix x WHERE x.of_n = w.id AND x.lc <= used.lc))
SELECT l.id AS lot, l.no AS lot_no, l.kind, m.in_mg, m.out_mg,
  (SELECT coalesce(sum(mg), 0) FROM gone WHERE kind IN ('pack', 'repack')) AS packed_mg,
  (SELECT coalesce(sum(mg), 0) FROM gone WHERE kind NOT IN ('pack', 'repack') AND run IS NULL) AS moved_mg,
  (SELECT coalesce(sum(now_mg - then_mg), 0) FROM corrected WHERE then_mg IS NOT NULL) AS changed_mg
FROM lot l JOIN lot_mass m ON m.id = l.id
WHERE l.id = :id
