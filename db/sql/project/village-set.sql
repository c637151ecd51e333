-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO village(
  id, lc, org, name, name_en, initials, township, county, altitude_m,
  township_en, county_en, active)
VALUES (
  :id, :lc, :org, :name, :name_en, :initials, :township, :county, :altitude_m,
  :township_en, :county_en, :active)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, name = excluded.name, name_en = excluded.name_en,
  initials = excluded.initials, township = excluded.township,
  county = excluded.county, altitude_m = excluded.altitude_m,
  township_en = excluded.township_en,
  county_en = excluded.county_en,
  active = excluded.active
WHERE (excluded.lc, excluded.org) > (village.lc, village.org)
