-- Tens of rows: scanned.
SELECT id, name, name_en, initials, township, township_en, county, county_en, altitude_m,
  coalesce(active, 1) AS "active?"
FROM village
WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = village.id)
  AND (coalesce(:all, 1) <> 0 OR coalesce(active, 1) <> 0)
ORDER BY name, id
