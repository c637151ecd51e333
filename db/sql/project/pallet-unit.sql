-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO handling_unit(
  id, lc, org, kind, serial)
VALUES (
  :id, :lc, :org, 'pallet', :sscc)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, kind = excluded.kind, serial = excluded.serial
WHERE (excluded.lc, excluded.org) > (handling_unit.lc, handling_unit.org)
