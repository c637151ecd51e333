-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO village(
  id, lc, org, name, name_en, township, county, altitude_m)
VALUES (
  :id, :lc, :org, :name, :name_en, :township, :county, :altitude_m)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, name = excluded.name, name_en = excluded.name_en,
  township = excluded.township, county = excluded.county, altitude_m = excluded.altitude_m
WHERE (excluded.lc, excluded.org) > (village.lc, village.org)
