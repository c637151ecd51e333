-- Plots in use whose area is known, by the same keys as yields.sql: what kilograms are set beside. Some thousands, scanned.
SELECT
  CASE WHEN :by_cooperative THEN g.coop END AS cooperative,
  CASE WHEN :by_village THEN coalesce(pl.village, g.village) END AS village,
  CASE WHEN :by_grower THEN pl.grower END AS grower,
  CASE WHEN :by_product THEN pl.product END AS product,
  CASE WHEN :by_variety THEN pl.variety END AS variety,
  sum(pl.area_m2) AS area_m2
FROM plot pl LEFT JOIN party g ON g.id = pl.grower
WHERE pl.area_m2 > 0 AND coalesce(pl.active, 1) AND (:cooperative IS NULL OR g.coop = :cooperative)
  AND (:village IS NULL OR coalesce(pl.village, g.village) = :village) AND (:grower IS NULL OR pl.grower = :grower)
  AND (:product IS NULL OR pl.product = :product) AND (:variety IS NULL OR pl.variety = :variety)
  AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = pl.id)
GROUP BY 1, 2, 3, 4, 5
