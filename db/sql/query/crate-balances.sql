-- What each cooperative has of each kind of crate; one of them by crate_loan_coop.
SELECT x.cooperative, c.name AS cooperative_name, x.crate_type, t.name AS crate_type_name, x.lent, x.returned,
  x.out
FROM crate_balance x LEFT JOIN party c ON c.id = x.cooperative LEFT JOIN crate_type t ON t.id = x.crate_type
WHERE (:cooperative IS NULL OR x.cooperative = :cooperative)
  AND (:crate_type IS NULL OR x.crate_type = :crate_type)
ORDER BY c.name, x.cooperative, t.name, x.crate_type
