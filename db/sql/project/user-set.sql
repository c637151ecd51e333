-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO user(
  id, lc, org, name, role, pin_hash, active)
VALUES (
  :id, :lc, :org, :name, :role, :pin_hash, :active)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, name = excluded.name, role = excluded.role,
  pin_hash = excluded.pin_hash, active = excluded.active
WHERE (excluded.lc, excluded.org) > (user.lc, user.org)
