-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO product(
  id, lc, org, name, name_en, initials, kind, season_from,
  active)
VALUES (
  :id, :lc, :org, :name, :name_en, :initials, :kind, :season_from,
  :active)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, name = excluded.name, name_en = excluded.name_en,
  initials = excluded.initials, kind = excluded.kind, season_from = excluded.season_from,
  active = excluded.active
WHERE (excluded.lc, excluded.org) > (product.lc, product.org)
