-- Primary keys.
SELECT l.id, l.grower, g.name AS grower_name, l.name, l.initials, l.area_m2, l.product,
  p.name AS product_name, l.variety, v.name AS variety_name, l.village, h.name AS village_name,
  coalesce(l.active, 1) AS "active?"
FROM plot l LEFT JOIN party g ON g.id = l.grower LEFT JOIN variety v ON v.id = l.variety
  LEFT JOIN product p ON p.id = l.product LEFT JOIN village h ON h.id = l.village
WHERE l.id = :id
