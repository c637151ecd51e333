-- As yields.sql, taken apart by class: lots of the seasons asked for by lot_sum_yield, what became of each by
-- fruit_share_source. A class is what the fruit is now: regraded or overridden fruit left one class for another. What has
-- no class is not graded yet, or was culled, lost, or unaccounted for; classes and it sum to the net of the lot.
WITH RECURSIVE coops(coop) AS (
  SELECT coalesce(:cooperative, (SELECT min(coop) FROM lot_sum))
  UNION ALL SELECT (SELECT min(coop) FROM lot_sum WHERE coop > c.coop) FROM coops c
  WHERE :cooperative IS NULL AND c.coop IS NOT NULL),
lots AS MATERIALIZED (
  SELECT n.*, CASE WHEN n.season = :against AND (:by_day OR :from IS NOT NULL OR :to IS NOT NULL)
      THEN date(n.day, (:season - :against) || ' years') ELSE n.day END AS on_day,
    iif(:by_village OR :by_grower OR :village OR :grower, 1, 0) AS apart
  FROM coops c CROSS JOIN lot_sum n ON n.coop = c.coop
    AND n.season >= coalesce(min(:season, coalesce(:against, :season)), 0)
    AND n.season <= coalesce(max(:season, coalesce(:against, :season)), 9999)
  WHERE n.weighings > 0 AND (:season IS NULL OR n.season = :season OR n.season = :against)
    AND (:product IS NULL OR n.product = :product) AND (:variety IS NULL OR n.variety = :variety)),
moves AS MATERIALIZED (
  SELECT x.lot, l.grade_class, iif(s.part = 'out', s.mg, -s.mg) AS mg
  FROM lots x CROSS JOIN fruit_share s ON s.source = x.lot AND s.part IN ('in', 'out') CROSS JOIN lot l ON l.id = s.lot
  WHERE l.kind = 'graded' AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = s.n)),
pieces AS (
  SELECT lot, grade_class, mg FROM moves
  UNION ALL SELECT lot, NULL, -mg FROM moves
  UNION ALL SELECT lot, NULL, net_mg FROM lots),
classed AS MATERIALIZED (
  SELECT lot, grade_class, sum(mg) AS mg FROM pieces WHERE :class IS NULL OR grade_class = :class
  GROUP BY lot, grade_class HAVING sum(mg) <> 0),
parts AS (
  SELECT n.coop, n.season, CASE WHEN n.season = :against AND (:by_day OR :from IS NOT NULL OR :to IS NOT NULL)
      THEN date(n.day, (:season - :against) || ' years') ELSE n.day END AS on_day,
    n.product, n.variety, c.grade_class, s.grower,
    CASE WHEN :by_village OR :village IS NOT NULL THEN coalesce((SELECT village FROM plot WHERE id = s.plot),
      (SELECT village FROM party WHERE id = s.grower), (SELECT village FROM party WHERE id = n.coop)) END AS village,
    CASE WHEN s.lot IS NOT NULL AND n.weights IS NOT NULL THEN share_mg(c.mg, s.pos, n.weights) ELSE c.mg END AS net_mg
  FROM classed c CROSS JOIN lot_sum n ON n.lot = c.lot
    LEFT JOIN lot_source s ON s.lot = c.lot AND (:by_village OR :by_grower OR :village OR :grower)),
sums AS MATERIALIZED (
  SELECT CASE WHEN :by_season THEN season END AS season, CASE WHEN :by_day THEN on_day END AS day,
    CASE WHEN :by_cooperative THEN coop END AS coop, CASE WHEN :by_village THEN village END AS village,
    CASE WHEN :by_grower THEN grower END AS grower, CASE WHEN :by_product THEN nullif(product, 0) END AS product,
    CASE WHEN :by_variety THEN nullif(variety, 0) END AS variety, CASE WHEN :by_class THEN grade_class END AS class,
    sum(net_mg) FILTER (WHERE :against IS NULL OR season = :season) AS net_mg,
    sum(net_mg) FILTER (WHERE season = :against) AS against_net_mg
  FROM parts
  WHERE (:grower IS NULL OR grower = :grower) AND (:village IS NULL OR village = :village)
    AND (:from IS NULL OR on_day >= :from) AND (:to IS NULL OR on_day <= :to)
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
  HAVING count(*) > 0)
SELECT y.season, y.day, y.coop AS cooperative, c.name AS cooperative_name, c.name_en AS cooperative_name_en,
  y.village, vi.name AS village_name, vi.name_en AS village_name_en,
  y.grower, g.name AS grower_name, g.name_en AS grower_name_en,
  y.product, p.name AS product_name, p.name_en AS product_name_en,
  y.variety, v.name AS variety_name, v.name_en AS variety_name_en,
  y.class, (SELECT name_zh FROM grade_class k WHERE k.grade_class = y.class LIMIT 1) AS class_name,
  (SELECT name_en FROM grade_class k WHERE k.grade_class = y.class LIMIT 1) AS class_name_en,
  NULL AS crates, y.net_mg, NULL AS against_crates, y.against_net_mg
FROM sums y LEFT JOIN party c ON c.id = y.coop LEFT JOIN product p ON p.id = y.product
  LEFT JOIN variety v ON v.id = y.variety LEFT JOIN village vi ON vi.id = y.village LEFT JOIN party g ON g.id = y.grower
ORDER BY CASE WHEN :largest THEN -coalesce(y.net_mg, 0) END, 1, 2, 4, 7, 10, 13, 16, y.class IS NULL,
  (SELECT min(rank) FROM grade_class k WHERE k.grade_class = y.class), 18, 3, 6, 9, 12, 15
