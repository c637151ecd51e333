-- lot_sum has a row a lot, some ten thousand a season: lot_sum_yield gives those of each cooperative, or of one, in the
-- seasons that are asked for. With :against another season stands beside :season, each of its days moved by whole
-- years. By village or grower a lot is taken apart: a part is share_mg of its sum, so that growers sum to the
-- cooperative, and to the slip; its village is its plot's, else its grower's, else the cooperative's; lot_source, plot
-- and party by primary keys. Names are looked up when the sums are made: rows to be grouped are narrow.
WITH RECURSIVE coops(coop) AS (
  SELECT coalesce(:cooperative, (SELECT min(coop) FROM lot_sum))
  UNION ALL SELECT (SELECT min(coop) FROM lot_sum WHERE coop > c.coop) FROM coops c
  WHERE :cooperative IS NULL AND c.coop IS NOT NULL),
lots AS (
  SELECT n.*, CASE WHEN n.season = :against AND (:by_day OR :from IS NOT NULL OR :to IS NOT NULL)
      THEN date(n.day, (:season - :against) || ' years') ELSE n.day END AS on_day,
    iif(:by_village OR :by_grower OR :village OR :grower, 1, 0) AS apart
  FROM coops c CROSS JOIN lot_sum n ON n.coop = c.coop
    AND n.season >= coalesce(min(:season, coalesce(:against, :season)), 0)
    AND n.season <= coalesce(max(:season, coalesce(:against, :season)), 9999)
  WHERE n.weighings > 0 AND (:season IS NULL OR n.season = :season OR n.season = :against)
    AND (:product IS NULL OR n.product = :product) AND (:variety IS NULL OR n.variety = :variety)),
parts AS (
  SELECT x.coop, x.season, x.on_day, x.product, x.variety, s.grower,
    CASE WHEN :by_village OR :village IS NOT NULL THEN coalesce((SELECT village FROM plot WHERE id = s.plot),
      (SELECT village FROM party WHERE id = s.grower), (SELECT village FROM party WHERE id = x.coop)) END AS village,
    CASE WHEN x.apart AND x.weights IS NOT NULL THEN share_mg(x.crates, s.pos, x.weights) ELSE x.crates END AS crates,
    CASE WHEN x.apart AND x.weights IS NOT NULL THEN share_mg(x.net_mg, s.pos, x.weights) ELSE x.net_mg END AS net_mg
  FROM lots x LEFT JOIN lot_source s ON s.lot = x.lot AND x.apart
  WHERE (:from IS NULL OR x.on_day >= :from) AND (:to IS NULL OR x.on_day <= :to)),
sums AS MATERIALIZED (
  SELECT CASE WHEN :by_season THEN season END AS season, CASE WHEN :by_day THEN on_day END AS day,
    CASE WHEN :by_cooperative THEN coop END AS coop, CASE WHEN :by_village THEN village END AS village,
    CASE WHEN :by_grower THEN grower END AS grower, CASE WHEN :by_product THEN nullif(product, 0) END AS product,
    CASE WHEN :by_variety THEN nullif(variety, 0) END AS variety,
    sum(crates) FILTER (WHERE :against IS NULL OR season = :season) AS crates,
    sum(net_mg) FILTER (WHERE :against IS NULL OR season = :season) AS net_mg,
    sum(crates) FILTER (WHERE season = :against) AS against_crates,
    sum(net_mg) FILTER (WHERE season = :against) AS against_net_mg
  FROM parts
  WHERE (:grower IS NULL OR grower = :grower) AND (:village IS NULL OR village = :village)
  GROUP BY 1, 2, 3, 4, 5, 6, 7
  HAVING count(*) > 0)
SELECT y.season, y.day, y.coop AS cooperative, c.name AS cooperative_name, c.name_en AS cooperative_name_en,
  y.village, vi.name AS village_name, vi.name_en AS village_name_en,
  y.grower, g.name AS grower_name, g.name_en AS grower_name_en,
  y.product, p.name AS product_name, p.name_en AS product_name_en,
  y.variety, v.name AS variety_name, v.name_en AS variety_name_en,
  y.crates, y.net_mg, y.against_crates, y.against_net_mg
FROM sums y LEFT JOIN party c ON c.id = y.coop LEFT JOIN product p ON p.id = y.product
  LEFT JOIN variety v ON v.id = y.variety LEFT JOIN village vi ON vi.id = y.village LEFT JOIN party g ON g.id = y.grower
ORDER BY CASE WHEN :largest THEN -coalesce(y.net_mg, 0) END, 1, 2, 4, 7, 10, 13, 16, 3, 6, 9, 12, 15
