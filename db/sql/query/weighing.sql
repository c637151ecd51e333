-- Primary keys.
SELECT id, no, delivery, delivery_no, lot, lot_no, scale, scale_name, crate_type, crate_type_name,
  pallet_type, pallet_type_name, crates, mode, tare_source, gross_mg, tare_mg, net_mg,
  vehicle_weighing, vehicle, first_mg, vehicle_mg, simulated AS "simulated?", below_min AS "below_min?",
  rearmed AS "rearmed?", confirmed_repeat AS "confirmed_repeat?", warnings AS "warnings{}", at, actor_name,
  approver_name, void AS "void?", void_reason, void_at, reason
FROM weighing_row
WHERE id = :id
