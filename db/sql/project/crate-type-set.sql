-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO crate_type(
  id, lc, org, name, name_en, initials, active)
VALUES (
  :id, :lc, :org, :name, :name_en, :initials, :active)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, name = excluded.name, name_en = excluded.name_en,
  initials = excluded.initials, active = excluded.active
WHERE (excluded.lc, excluded.org) > (crate_type.lc, crate_type.org)
