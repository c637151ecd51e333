-- What the cases of a pallet say they hold: their nominal content, a part-full one what is in it.
SELECT c.lot_no, c.gtin, p.name AS product_name, l.grade_class, l.packed_on,
  CASE WHEN c.part THEN c.net_mg - c.net_mg % 10000 ELSE c.nominal_mg END AS nominal_mg, c.net_mg
FROM pallet_unit u CROSS JOIN case_row c ON c.id = u.unit JOIN lot l ON l.id = c.lot LEFT JOIN product p ON p.id = l.product
WHERE u.pallet = :pallet
ORDER BY c.id
