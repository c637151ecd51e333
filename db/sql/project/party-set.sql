-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO party(
  id, lc, org, kind, coop, village, name, name_en, initials, code, phone, address,
  active)
VALUES (
  :id, :lc, :org, :kind, :cooperative, :village, :name, :name_en, :initials, :code, :phone,
  :address,
  :active)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, kind = excluded.kind, coop = excluded.coop,
  village = excluded.village, name = excluded.name, name_en = excluded.name_en,
  initials = excluded.initials, code = excluded.code, phone = excluded.phone,
  address = excluded.address,
  active = excluded.active
WHERE (excluded.lc, excluded.org) > (party.lc, party.org)
