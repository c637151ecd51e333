-- After a change: what this weighing adds now. Primary key of the weighing, its lot, its delivery.
INSERT INTO yield_day(coop, season, day, product, variety, grade_class, weighings, crates, net_mg)
SELECT coop, season, day, product, variety, grade_class, count(*), sum(crates), sum(net_mg)
FROM weighing_yield WHERE id = :id
GROUP BY coop, season, day, product, variety, grade_class
ON CONFLICT DO UPDATE SET weighings = weighings + excluded.weighings,
  crates = crates + excluded.crates, net_mg = net_mg + excluded.net_mg
