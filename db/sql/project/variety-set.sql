-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO variety(
  id, lc, org, product, name, name_en, initials,
  active)
VALUES (
  :id, :lc, :org, :product, :name, :name_en, :initials,
  :active)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, product = excluded.product, name = excluded.name,
  name_en = excluded.name_en,
  initials = excluded.initials, active = excluded.active
WHERE (excluded.lc, excluded.org) > (variety.lc, variety.org)
