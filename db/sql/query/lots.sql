-- Newest first. By lot_delivery, by lot_day, or the primary key backwards.
SELECT id, no, kind, delivery, delivery_no, cooperative, cooperative_name, product, product_name, variety,
  variety_name, grade_class, grade_class_name, grade_class_name_en, first_class, first_class_name, first_class_name_en, made AS "made{}", harvested_on, picked_from, picked_to, run, certificate_no,
  certificate_received AS "certificate_received?", gtin, packed_on, nominal_mg, day, season,
  in_mg, out_mg, left_mg, crates, cases, net_mg, deduction_mg, payable_mg,
  deductions AS "deductions{}", sources AS "sources{}", interval, overrides AS "overrides{}", held AS "held?", void AS "void?"
FROM lot_row
WHERE id IN (
    SELECT id FROM lot WHERE :delivery IS NOT NULL AND delivery = :delivery
    UNION ALL SELECT id FROM lot WHERE :delivery IS NULL AND :day IS NOT NULL AND day = :day
    UNION ALL SELECT id FROM (SELECT id FROM lot WHERE :delivery IS NULL AND :day IS NULL
        AND (:kind IS NULL OR kind = :kind) AND (:before IS NULL OR id < :before)
      ORDER BY id DESC LIMIT coalesce(:limit, 200)))
  AND (:day IS NULL OR day = :day) AND (:kind IS NULL OR kind = :kind)
  AND (:before IS NULL OR id < :before)
ORDER BY id DESC
LIMIT coalesce(:limit, 200)
