-- What each grower of a cooperative brought in a season: delivery_coop, lot_delivery, lot_sum. A lot of
-- several growers is nobody's alone: those stand together under no name, so that the lines add up.
SELECT x.grower, p.name, p.name_en, sum(x.crates) AS crates, sum(x.net_mg) AS net_mg
FROM (
  SELECT CASE WHEN (SELECT count(*) FROM lot_source s WHERE s.lot = l.id) = 1
      THEN (SELECT s.grower FROM lot_source s WHERE s.lot = l.id) END AS grower,
    w.crates, w.net_mg
  FROM delivery d CROSS JOIN lot l ON l.delivery = d.id CROSS JOIN lot_sum w ON w.lot = l.id
  WHERE d.coop = :cooperative AND d.season = :season
    AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = d.id)
    AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = l.id)) x
  LEFT JOIN party p ON p.id = x.grower
WHERE x.crates > 0
GROUP BY x.grower
ORDER BY net_mg DESC
