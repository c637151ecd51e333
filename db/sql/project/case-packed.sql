-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO handling_unit(
  id, lc, org, kind, lot, serial, serial_hash, net_mg, nominal_mg, net_mode, source, part,
  gross_mg, tare_mg, scale)
VALUES (
  :id, :lc, :org, 'case', :lot, :serial, lower(:serial_sha256_16), :net_mg, :nominal_mg,
  :net_mode, :source, :part, :gross_mg, :tare_mg, :scale)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, kind = excluded.kind, lot = excluded.lot,
  serial = excluded.serial, serial_hash = excluded.serial_hash, net_mg = excluded.net_mg,
  nominal_mg = excluded.nominal_mg, net_mode = excluded.net_mode, source = excluded.source,
  part = excluded.part, gross_mg = excluded.gross_mg, tare_mg = excluded.tare_mg,
  scale = excluded.scale
WHERE (excluded.lc, excluded.org) > (handling_unit.lc, handling_unit.org)
