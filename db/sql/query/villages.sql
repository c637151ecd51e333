-- Tens of rows: scanned.
SELECT id, name, name_en, township, county, altitude_m FROM village
WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = village.id)
ORDER BY name, id
