-- Newest first. One branch runs: weighing_lot (of a lot; of a delivery through lot_delivery),
-- weighing_scale backwards, or the primary key backwards.
SELECT id, no, delivery, delivery_no, lot, lot_no, scale, scale_name, crate_type, crate_type_name,
  pallet_type, pallet_type_name, crates, mode, tare_source, gross_mg, tare_mg, net_mg,
  vehicle_weighing, vehicle, first_mg, vehicle_mg, simulated AS "simulated?", below_min AS "below_min?",
  rearmed AS "rearmed?", confirmed_repeat AS "confirmed_repeat?", warnings AS "warnings{}", at, actor_name,
  approver_name, void AS "void?", void_reason, void_at, reason
FROM weighing_row
WHERE id IN (
    SELECT id FROM weighing WHERE :lot IS NOT NULL AND lot = :lot
    UNION ALL SELECT w.id FROM lot l CROSS JOIN weighing w ON w.lot = l.id
      WHERE :lot IS NULL AND :delivery IS NOT NULL AND l.delivery = :delivery
    UNION ALL SELECT id FROM (SELECT id FROM weighing
      WHERE :lot IS NULL AND :delivery IS NULL AND :scale IS NOT NULL AND scale = :scale
        AND id < coalesce(:before, 0x7fffffffffffffff)
      ORDER BY id DESC LIMIT coalesce(:limit, 100))
    UNION ALL SELECT id FROM (SELECT id FROM weighing
      WHERE :lot IS NULL AND :delivery IS NULL AND :scale IS NULL
        AND id < coalesce(:before, 0x7fffffffffffffff)
      ORDER BY id DESC LIMIT coalesce(:limit, 100)))
  AND (:delivery IS NULL OR delivery = :delivery) AND (:scale IS NULL OR scale = :scale)
  AND (:before IS NULL OR id < :before)
ORDER BY id DESC
LIMIT coalesce(:limit, 100)
