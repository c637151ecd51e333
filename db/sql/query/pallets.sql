-- Newest first: the primary key backwards.
SELECT id, no, sscc, internal AS "internal?", for_whom AS "to", for_order AS "order", day, state, built_at, cases, net_mg,
  lots AS "lots{}", copies, label_state, label_job
FROM pallet_row
WHERE id < coalesce(:before, 0x7fffffffffffffff) AND (:state IS NULL OR state = :state)
ORDER BY id DESC
LIMIT coalesce(:limit, 100)
