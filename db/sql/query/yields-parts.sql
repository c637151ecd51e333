-- As yields.sql, where it takes a lot apart: a grower's part of a lot is share_mg of its sum, so that growers sum to the
-- cooperative, and to the slip; a part's village is its plot's, else its grower's, else the cooperative's. Of one
-- cooperative by delivery_coop; else every delivery of the station (some ten thousand a season), by lot_delivery and primary keys.
SELECT
  CASE WHEN :by_season THEN y.season END AS season,
  CASE WHEN :by_day THEN y.day END AS day,
  CASE WHEN :by_cooperative THEN y.coop END AS cooperative,
  CASE WHEN :by_cooperative THEN c.name END AS cooperative_name,
  CASE WHEN :by_cooperative THEN c.name_en END AS cooperative_name_en,
  CASE WHEN :by_village THEN y.village END AS village,
  CASE WHEN :by_village THEN vi.name END AS village_name,
  CASE WHEN :by_village THEN vi.name_en END AS village_name_en,
  CASE WHEN :by_grower THEN y.grower END AS grower,
  CASE WHEN :by_grower THEN g.name END AS grower_name,
  CASE WHEN :by_grower THEN g.name_en END AS grower_name_en,
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
FROM (SELECT x.coop, x.season, x.product, x.variety, x.grower, x.village, 1 AS weighings,
    CASE WHEN x.season = :against THEN date(x.day, (:season - :against) || ' years') ELSE x.day END AS day,
    CASE WHEN x.weights IS NULL THEN x.crates ELSE share_mg(x.crates, x.pos, x.weights) END AS crates,
    CASE WHEN x.weights IS NULL THEN x.net_mg ELSE share_mg(x.net_mg, x.pos, x.weights) END AS net_mg
  FROM (SELECT d.coop, d.season, d.day, coalesce(l.product, d.product, 0) AS product,
      coalesce(l.variety, d.variety, 0) AS variety, s.grower, s.pos, n.crates, n.net_mg,
      coalesce(pl.village, gr.village, co.village) AS village,
      CASE WHEN EXISTS (SELECT 1 FROM lot_source WHERE lot = l.id AND pos > 0)
        THEN (SELECT json_group_array(weight) FROM (SELECT weight FROM lot_source WHERE lot = l.id ORDER BY pos))
        END AS weights
    FROM (SELECT id FROM delivery WHERE :cooperative IS NOT NULL AND coop = :cooperative
        UNION ALL SELECT id FROM delivery WHERE :cooperative IS NULL) o
      CROSS JOIN delivery d ON d.id = o.id CROSS JOIN lot l ON l.delivery = d.id CROSS JOIN lot_sum n ON n.lot = l.id
      LEFT JOIN lot_source s ON s.lot = l.id LEFT JOIN plot pl ON pl.id = s.plot
      LEFT JOIN party gr ON gr.id = s.grower LEFT JOIN party co ON co.id = d.coop
    WHERE d.coop IS NOT NULL AND d.day IS NOT NULL
      AND (:season IS NULL OR d.season = :season OR d.season = :against)
      AND (:cooperative IS NULL OR d.coop = :cooperative)
      AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = l.id) AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = d.id)) x
  WHERE (:product IS NULL OR x.product = :product) AND (:variety IS NULL OR x.variety = :variety)
    AND (:grower IS NULL OR x.grower = :grower) AND (:village IS NULL OR x.village = :village)) y
  LEFT JOIN party c ON c.id = y.coop LEFT JOIN product p ON p.id = y.product LEFT JOIN variety v ON v.id = y.variety
  LEFT JOIN village vi ON vi.id = y.village LEFT JOIN party g ON g.id = y.grower
WHERE (:from IS NULL OR y.day >= :from) AND (:to IS NULL OR y.day <= :to)
GROUP BY CASE WHEN :by_season THEN y.season END, CASE WHEN :by_day THEN y.day END,
  CASE WHEN :by_cooperative THEN y.coop END, CASE WHEN :by_village THEN y.village END,
  CASE WHEN :by_grower THEN y.grower END, CASE WHEN :by_product THEN y.product END,
  CASE WHEN :by_variety THEN y.variety END
HAVING sum(y.weighings) > 0
ORDER BY CASE WHEN :largest THEN -coalesce(sum(y.net_mg) FILTER (WHERE :against IS NULL OR y.season = :season), 0) END,
  1, 2, 4, 7, 10, 13, 16, 3, 6, 9, 12, 15
