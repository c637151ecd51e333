-- Newest first. One branch runs: deduction_lot (of a lot; of a delivery through lot_delivery), or the primary
-- key backwards.
SELECT id, lot, lot_no, delivery, delivery_no, kind, ppm, mg, round_mg, reason, text, deducted_mg, was AS "was{}", at,
  actor_name, approver_name, void AS "void?", void_reason, void_at
FROM deduction_row
WHERE id IN (
    SELECT id FROM deduction WHERE :lot IS NOT NULL AND lot = :lot
    UNION ALL SELECT x.id FROM lot l CROSS JOIN deduction x ON x.lot = l.id
      WHERE :lot IS NULL AND :delivery IS NOT NULL AND l.delivery = :delivery
    UNION ALL SELECT id FROM (SELECT id FROM deduction
      WHERE :lot IS NULL AND :delivery IS NULL AND id < coalesce(:before, 0x7fffffffffffffff)
      ORDER BY id DESC LIMIT coalesce(:limit, 100)))
  AND (:delivery IS NULL OR delivery = :delivery) AND (:before IS NULL OR id < :before)
ORDER BY id DESC
LIMIT coalesce(:limit, 100)
