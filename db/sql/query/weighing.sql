-- Primary keys. What the scale sent is told of one weighing only: a list would carry frames nobody reads.
SELECT id, no, delivery, delivery_no, lot, lot_no, scale, scale_name, crate_type, crate_type_name,
  pallet_type, pallet_type_name, crates, mode, tare_source, gross_mg, tare_mg, net_mg,
  vehicle_weighing, vehicle, first_mg, vehicle_mg, simulated AS "simulated?", below_min AS "below_min?",
  rearmed AS "rearmed?", confirmed_repeat AS "confirmed_repeat?", warnings AS "warnings{}", at, actor_name,
  approver_name, void AS "void?", void_reason, void_at, reason,
  (SELECT body ->> 'raw' FROM event_private WHERE n = weighing_row.id AND audience = 3) AS raw,
  (SELECT body ->> 'age_ms' FROM event_private WHERE n = weighing_row.id AND audience = 3) AS age_ms,
  (SELECT body ->> 'stable_ms' FROM event_private WHERE n = weighing_row.id AND audience = 3) AS stable_ms,
  (SELECT body ->> 'stability' FROM event_private WHERE n = weighing_row.id AND audience = 3) AS stability
FROM weighing_row
WHERE id = :id
