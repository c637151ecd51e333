-- Primary key.
SELECT id, delivery, delivery_no, lot, lot_no, cooperative_name, grower_name, scale, scale_name, vehicle, mg,
  mode, simulated AS "simulated?", below_min AS "below_min?", rearmed AS "rearmed?",
  confirmed_repeat AS "confirmed_repeat?", warnings AS "warnings{}", at, actor_name, approver_name, reason, weighing, weighing_no,
  waiting AS "waiting?", void AS "void?", void_reason, void_at
FROM vehicle_row
WHERE id = :id
