-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO handling_unit(
  id, lc, org, kind, lot, serial, serial_hash, nominal_mg, source)
VALUES (
  :id, :lc, :org, 'case', :lot, :serial, lower(:serial_sha256_16), :nominal_mg, :source)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, kind = excluded.kind, lot = excluded.lot,
  serial = excluded.serial, serial_hash = excluded.serial_hash, nominal_mg = excluded.nominal_mg,
  source = excluded.source
WHERE (excluded.lc, excluded.org) > (handling_unit.lc, handling_unit.org)
