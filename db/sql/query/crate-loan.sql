-- Primary key.
SELECT id, cooperative, cooperative_name, grower, grower_name, delivery, delivery_no, crate_type,
  crate_type_name, lent, returned, reason, at, actor_name, void AS "void?", void_reason
FROM crate_loan_row
WHERE id = :id
