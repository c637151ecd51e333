-- Primary key.
SELECT id, lot, lot_no, delivery, delivery_no, kind, ppm, mg, round_mg, reason, text, deducted_mg, was AS "was{}", at,
  actor_name, approver_name, void AS "void?", void_reason, void_at
FROM deduction_row
WHERE id = :id
