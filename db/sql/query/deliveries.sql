-- Newest first. One branch runs, by what is asked: delivery_day, delivery_coop, delivery_open (few are
-- open), or the primary key backwards; the sums are made for the rows that are shown.
SELECT id, no, cooperative, cooperative_name, product, product_name, variety, variety_name, vehicle, day,
  season, state, part_of, opened_at, crates, gross_mg, tare_mg, net_mg, deduction_mg,
  payable_mg, deductions AS "deductions{}", lots AS "lots{}",
  crate_loans AS "crate_loans{}", void AS "void?"
FROM delivery_row
WHERE id IN (
    SELECT id FROM (SELECT id FROM delivery
      WHERE :day IS NOT NULL AND day = :day)
    UNION ALL SELECT id FROM (SELECT id FROM delivery
      WHERE :day IS NULL AND :cooperative IS NOT NULL AND coop = :cooperative
        AND no IS NOT NULL AND (:state IS NULL OR state = :state) AND (:before IS NULL OR id < :before)
      ORDER BY id DESC LIMIT coalesce(:limit, 100))
    UNION ALL SELECT id FROM (SELECT id FROM delivery
      WHERE :day IS NULL AND :cooperative IS NULL AND :state = 'open' AND state = 'open')
    UNION ALL SELECT id FROM (SELECT id FROM delivery
      WHERE :day IS NULL AND :cooperative IS NULL AND coalesce(:state, '') <> 'open'
        AND no IS NOT NULL AND (:state IS NULL OR state = :state) AND (:before IS NULL OR id < :before)
      ORDER BY id DESC LIMIT coalesce(:limit, 100)))
  AND (:cooperative IS NULL OR cooperative = :cooperative)
  AND (:state IS NULL OR state = :state)
  AND (:before IS NULL OR id < :before)
ORDER BY id DESC
LIMIT coalesce(:limit, 100)
