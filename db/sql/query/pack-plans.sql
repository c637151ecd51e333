-- Tens of rows: scanned. The tare in force on :day is the end of a range of tare_type.
SELECT p.id, p.name, p.initials, p.product, (SELECT name FROM product WHERE id = p.product) AS product_name, p.variety,
  (SELECT name FROM variety WHERE id = p.variety) AS variety_name, p.grade_class, p.size, p.brand,
  (SELECT name FROM brand WHERE id = p.brand) AS brand_name, p.gtin, p.case_type,
  (SELECT name FROM crate_type WHERE id = p.case_type) AS case_type_name,
  (SELECT mg FROM tare WHERE crate_type = p.case_type AND owner IS NULL AND from_day <= :day
    AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = tare.id)
    ORDER BY from_day DESC, lc DESC, org DESC LIMIT 1) AS tare_mg,
  p.nominal_mg, p.spread_mg, p.layout, coalesce(p.active, 1) AS "active?"
FROM pack_plan p
WHERE (:id IS NULL OR p.id = :id) AND p.name IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = p.id)
  AND (:product IS NULL OR p.product = :product) AND (coalesce(:all, 1) <> 0 OR coalesce(p.active, 1) <> 0)
ORDER BY p.id
