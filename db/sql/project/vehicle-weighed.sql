-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO vehicle_weighing(id, lc, org, lot, scale, vehicle, mode, simulated, mg)
VALUES (:id, :lc, :org, :lot, :scale, :vehicle, :mode, coalesce(:simulated, 0), :mg)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, lot = excluded.lot, scale = excluded.scale,
  vehicle = excluded.vehicle, mode = excluded.mode, simulated = excluded.simulated, mg = excluded.mg
WHERE (excluded.lc, excluded.org) > (vehicle_weighing.lc, vehicle_weighing.org)
