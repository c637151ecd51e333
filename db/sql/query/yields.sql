-- yield_day has one row per cooperative, day and variety (some ten thousand a season): its primary key when
-- the cooperative is given, else a scan of 2 ms.
SELECT
  CASE WHEN :by_day THEN y.day END AS day,
  CASE WHEN :by_cooperative THEN y.coop END AS cooperative,
  CASE WHEN :by_cooperative THEN c.name END AS cooperative_name,
  CASE WHEN :by_product THEN nullif(y.product, 0) END AS product,
  CASE WHEN :by_product THEN p.name END AS product_name,
  CASE WHEN :by_variety THEN nullif(y.variety, 0) END AS variety,
  CASE WHEN :by_variety THEN v.name END AS variety_name,
  sum(y.crates) AS crates, sum(y.net_mg) AS net_mg
FROM yield_day y LEFT JOIN party c ON c.id = y.coop LEFT JOIN product p ON p.id = y.product
  LEFT JOIN variety v ON v.id = y.variety
WHERE (:season IS NULL OR y.season = :season) AND (:cooperative IS NULL OR y.coop = :cooperative)
  AND (:product IS NULL OR y.product = :product) AND (:variety IS NULL OR y.variety = :variety)
  AND (:from IS NULL OR y.day >= :from) AND (:to IS NULL OR y.day <= :to)
GROUP BY CASE WHEN :by_day THEN y.day END, CASE WHEN :by_cooperative THEN y.coop END,
  CASE WHEN :by_product THEN y.product END, CASE WHEN :by_variety THEN y.variety END
HAVING sum(y.weighings) > 0
ORDER BY 1, 3, 5, 7
