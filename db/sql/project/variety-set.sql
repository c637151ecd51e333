-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO variety(
  id, lc, org, product, name, name_en,
  active)
VALUES (
  :id, :lc, :org, :product, :name, :name_en,
  :active)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, product = excluded.product, name = excluded.name,
  name_en = excluded.name_en,
  active = excluded.active
WHERE (excluded.lc, excluded.org) > (variety.lc, variety.org)
