-- The usual case, on the way of every crate: nothing is known of it yet. Primary key.
INSERT INTO weighing(
  id, lc, org, no, scale, lot, crate_type, crates, mode, tare_source, simulated, gross_mg,
  tare_mg, net_mg, pallet_type, vehicle_weighing, vehicle_mg)
VALUES (
  :id, :lc, :org, :no, :scale, :lot, :crate_type, :crates, :mode, :tare_source,
  coalesce(:simulated, 0), :gross_mg, :tare_mg, :net_mg, :pallet_type, :vehicle_weighing, :vehicle_mg)
ON CONFLICT DO NOTHING
