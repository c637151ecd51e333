-- Newest first: crate_loan_delivery, crate_loan_coop, or the primary key backwards.
SELECT id, cooperative, cooperative_name, grower, grower_name, delivery, delivery_no, crate_type,
  crate_type_name, lent, returned, reason, at, actor_name, void AS "void?", void_reason
FROM crate_loan_row
WHERE id IN (
    SELECT id FROM crate_loan WHERE :delivery IS NOT NULL AND delivery = :delivery
    UNION ALL SELECT id FROM crate_loan
      WHERE :delivery IS NULL AND :cooperative IS NOT NULL AND coop = :cooperative
    UNION ALL SELECT id FROM (SELECT id FROM crate_loan
      WHERE :delivery IS NULL AND :cooperative IS NULL AND (:before IS NULL OR id < :before)
      ORDER BY id DESC LIMIT coalesce(:limit, 200)))
  AND (:cooperative IS NULL OR cooperative = :cooperative)
  AND (:crate_type IS NULL OR crate_type = :crate_type)
  AND (:before IS NULL OR id < :before)
ORDER BY id DESC
LIMIT coalesce(:limit, 200)
