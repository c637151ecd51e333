-- As what the lots of a delivery were graded: lot_delivery, then fruit_share_source, then primary keys. proportion: it ran,
-- or was put together, with other lots.
SELECT x.id AS lot, x.no AS lot_no, l.grade_class, k.name_zh AS class_name, k.name_en AS class_name_en,
  sum(iif(s.part = 'out', s.mg, -s.mg)) AS net_mg,
  max((SELECT count(DISTINCT y.source) FROM fruit_share y WHERE y.n = s.n AND y.part = 'in')) > 1 AS "proportion?"
FROM lot x CROSS JOIN fruit_share s ON s.source = x.id AND s.part IN ('in', 'out') CROSS JOIN lot l ON l.id = s.lot
  LEFT JOIN grade_class k ON k.grade_class = l.grade_class
    AND k.sha256 = coalesce(l.scheme_sha256, (SELECT scheme_sha256 FROM grade_run WHERE id = l.run))
WHERE x.delivery = :delivery AND l.kind = 'graded' AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = s.n)
GROUP BY x.id, l.grade_class
HAVING sum(iif(s.part = 'out', s.mg, -s.mg)) <> 0
ORDER BY x.id, k.rank, l.grade_class
