-- weighing_scale and vehicle_weighing_scale backwards, one row each: what was recorded last on a scale, and
-- what it showed then.
SELECT id, no, load_mg, net_mg, (SELECT at FROM act WHERE n = x.id) AS at,
  EXISTS (SELECT 1 FROM fix WHERE of_n = x.id) AS "void?"
FROM (
  SELECT * FROM (SELECT id, no, coalesce(vehicle_mg, gross_mg) AS load_mg, net_mg
    FROM weighing WHERE scale = :scale ORDER BY id DESC LIMIT 1)
  UNION ALL
  SELECT * FROM (SELECT id, NULL AS no, mg AS load_mg, NULL AS net_mg
    FROM vehicle_weighing WHERE scale = :scale ORDER BY id DESC LIMIT 1)) x
ORDER BY id DESC
LIMIT 1
