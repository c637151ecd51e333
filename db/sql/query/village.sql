-- Primary key.
SELECT id, name, name_en, township, county, altitude_m FROM village WHERE id = :id
