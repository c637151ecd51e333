-- As yields.sql, where it takes a lot apart: a grower's part of a lot is share_mg of its sum, so that growers sum to the
-- cooperative, and to the slip; a part's village is its plot's, else its grower's, else the cooperative's. delivery_coop
-- gives the deliveries of one cooperative or of each, lot_delivery their lots (some ten thousand a season), lot_sum,
-- lot_source, plot and party by primary keys, the last two only where a village is asked for. Names are looked up when
-- the sums are made: rows to be grouped are narrow.
WITH lots AS MATERIALIZED (
  SELECT d.coop, d.season, l.id AS lot, n.crates, n.net_mg, coalesce(l.product, d.product, 0) AS product,
    coalesce(l.variety, d.variety, 0) AS variety,
    CASE WHEN d.season = :against THEN date(d.day, (:season - :against) || ' years') ELSE d.day END AS day,
    (SELECT CASE WHEN count(*) > 1 THEN json_group_array(weight) END
      FROM (SELECT weight FROM lot_source WHERE lot = l.id ORDER BY pos)) AS weights
  FROM (SELECT DISTINCT coop FROM yield_day WHERE :cooperative IS NULL OR coop = :cooperative) c
    CROSS JOIN delivery d ON d.coop = c.coop CROSS JOIN lot l ON l.delivery = d.id CROSS JOIN lot_sum n ON n.lot = l.id
  WHERE d.day IS NOT NULL AND (:season IS NULL OR d.season = :season OR d.season = :against)
    AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = l.id) AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = d.id)),
parts AS (
  SELECT x.coop, x.season, x.day, x.product, x.variety, s.grower,
    CASE WHEN :by_village OR :village IS NOT NULL THEN coalesce((SELECT village FROM plot WHERE id = s.plot),
      (SELECT village FROM party WHERE id = s.grower), (SELECT village FROM party WHERE id = x.coop)) END AS village,
    CASE WHEN x.weights IS NULL THEN x.crates ELSE share_mg(x.crates, s.pos, x.weights) END AS crates,
    CASE WHEN x.weights IS NULL THEN x.net_mg ELSE share_mg(x.net_mg, s.pos, x.weights) END AS net_mg
  FROM lots x LEFT JOIN lot_source s ON s.lot = x.lot
  WHERE (:product IS NULL OR x.product = :product) AND (:variety IS NULL OR x.variety = :variety)
    AND (:from IS NULL OR x.day >= :from) AND (:to IS NULL OR x.day <= :to)),
sums AS MATERIALIZED (
  SELECT CASE WHEN :by_season THEN season END AS season, CASE WHEN :by_day THEN day END AS day,
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
