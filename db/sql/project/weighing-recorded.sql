-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO weighing(
  id, lc, org, no, scale, lot, crate_type, crates, mode, tare_source, simulated, gross_mg,
  tare_mg, net_mg, pallet_type, vehicle_weighing, vehicle_mg)
VALUES (
  :id, :lc, :org, :no, :scale, :lot, :crate_type, :crates, :mode, :tare_source,
  coalesce(:simulated, 0), :gross_mg, :tare_mg, :net_mg, :pallet_type, :vehicle_weighing, :vehicle_mg)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, no = excluded.no, scale = excluded.scale,
  lot = excluded.lot, crate_type = excluded.crate_type, crates = excluded.crates,
  mode = excluded.mode, tare_source = excluded.tare_source, simulated = excluded.simulated,
  gross_mg = excluded.gross_mg, tare_mg = excluded.tare_mg, net_mg = excluded.net_mg,
  pallet_type = excluded.pallet_type, vehicle_weighing = excluded.vehicle_weighing,
  vehicle_mg = excluded.vehicle_mg
WHERE (excluded.lc, excluded.org) > (weighing.lc, weighing.org)
