-- yield_day has one row per cooperative, day and variety (some ten thousand a season): its primary key when
-- the cooperative is given, else a scan of some milliseconds. With :against, another season stands beside :season, each
-- of its days moved by whole years. By village or grower: yields-parts.sql, with the same columns.
SELECT
  CASE WHEN :by_season THEN y.season END AS season,
  CASE WHEN :by_day THEN y.day END AS day,
  CASE WHEN :by_cooperative THEN y.coop END AS cooperative,
  CASE WHEN :by_cooperative THEN c.name END AS cooperative_name,
  CASE WHEN :by_cooperative THEN c.name_en END AS cooperative_name_en,
  CASE WHEN :by_village THEN NULL END AS village,
  CASE WHEN :by_village THEN NULL END AS village_name,
  CASE WHEN :by_village THEN NULL END AS village_name_en,
  CASE WHEN :by_grower THEN NULL END AS grower,
  CASE WHEN :by_grower THEN NULL END AS grower_name,
  CASE WHEN :by_grower THEN NULL END AS grower_name_en,
  CASE WHEN :by_product THEN nullif(y.product, 0) END AS product,
  CASE WHEN :by_product THEN p.name END AS product_name,
  CASE WHEN :by_product THEN p.name_en END AS product_name_en,
  CASE WHEN :by_variety THEN nullif(y.variety, 0) END AS variety,
  CASE WHEN :by_variety THEN v.name END AS variety_name,
  CASE WHEN :by_variety THEN v.name_en END AS variety_name_en,
  sum(y.crates) FILTER (WHERE :against IS NULL OR y.season = :season) AS crates,
  sum(y.net_mg) FILTER (WHERE :against IS NULL OR y.season = :season) AS net_mg,
  sum(y.crates) FILTER (WHERE y.season = :against) AS against_crates,
  sum(y.net_mg) FILTER (WHERE y.season = :against) AS against_net_mg
FROM (SELECT coop, season, product, variety, weighings, crates, net_mg,
    CASE WHEN season = :against THEN date(day, (:season - :against) || ' years') ELSE day END AS day
  FROM yield_day
  WHERE (:season IS NULL OR season = :season OR season = :against) AND (:cooperative IS NULL OR coop = :cooperative)
    AND (:product IS NULL OR product = :product) AND (:variety IS NULL OR variety = :variety)) y
  LEFT JOIN party c ON c.id = y.coop LEFT JOIN product p ON p.id = y.product
  LEFT JOIN variety v ON v.id = y.variety
WHERE (:from IS NULL OR y.day >= :from) AND (:to IS NULL OR y.day <= :to)
GROUP BY CASE WHEN :by_season THEN y.season END, CASE WHEN :by_day THEN y.day END,
  CASE WHEN :by_cooperative THEN y.coop END, CASE WHEN :by_product THEN y.product END,
  CASE WHEN :by_variety THEN y.variety END
HAVING sum(y.weighings) > 0
ORDER BY CASE WHEN :largest THEN -coalesce(sum(y.net_mg) FILTER (WHERE :against IS NULL OR y.season = :season), 0) END,
  1, 2, 4, 13, 16, 3, 6, 9, 12, 15
