-- Primary key.
SELECT id, name, name_en, initials, township, township_en, county, county_en, altitude_m,
  coalesce(active, 1) AS "active?"
FROM village WHERE id = :id
