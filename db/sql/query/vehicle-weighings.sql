-- Newest first. One branch runs: of a delivery (lot_delivery, vehicle_weighing_lot), waiting (a delivery with a
-- waiting truck does not close, so delivery_open gives them), of a day (delivery_day), or the primary key
-- backwards.
SELECT id, delivery, delivery_no, lot, lot_no, cooperative_name, grower_name, scale, scale_name, vehicle, mg,
  mode, simulated AS "simulated?", below_min AS "below_min?", rearmed AS "rearmed?",
  confirmed_repeat AS "confirmed_repeat?", warnings AS "warnings{}", at, actor_name, approver_name, reason, weighing, weighing_no,
  waiting AS "waiting?", void AS "void?", void_reason, void_at
FROM vehicle_row
WHERE id IN (
    SELECT v.id FROM lot l CROSS JOIN vehicle_weighing v ON v.lot = l.id
      WHERE :delivery IS NOT NULL AND l.delivery = :delivery
    UNION ALL SELECT v.id FROM delivery d CROSS JOIN lot l ON l.delivery = d.id
        CROSS JOIN vehicle_weighing v ON v.lot = l.id
      WHERE :delivery IS NULL AND :waiting AND d.state = 'open'
    UNION ALL SELECT v.id FROM delivery d CROSS JOIN lot l ON l.delivery = d.id
        CROSS JOIN vehicle_weighing v ON v.lot = l.id
      WHERE :delivery IS NULL AND NOT coalesce(:waiting, 0) AND :day IS NOT NULL AND d.day = :day
    UNION ALL SELECT id FROM (SELECT id FROM vehicle_weighing
      WHERE :delivery IS NULL AND NOT coalesce(:waiting, 0) AND :day IS NULL
        AND id < coalesce(:before, 0x7fffffffffffffff)
      ORDER BY id DESC LIMIT coalesce(:limit, 100)))
  AND (NOT coalesce(:waiting, 0) OR waiting) AND (:before IS NULL OR id < :before)
  AND (:day IS NULL OR (SELECT day FROM delivery WHERE id = delivery) = :day)
ORDER BY id DESC
LIMIT coalesce(:limit, 100)
