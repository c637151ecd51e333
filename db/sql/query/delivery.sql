-- Primary key; lots by lot_delivery, weighings by weighing_lot.
SELECT id, no, cooperative, cooperative_name, product, product_name, variety, variety_name, vehicle, day,
  season, state, part_of, opened_at, crates, gross_mg, tare_mg, net_mg, deduction_mg,
  payable_mg, deductions AS "deductions{}", lots AS "lots{}",
  crate_loans AS "crate_loans{}", void AS "void?"
FROM delivery_row
WHERE id = :id
