-- After a change: what this delivery adds now. lot_delivery gives the lots, weighing_lot their weighings.
INSERT INTO yield_day(coop, season, day, product, variety, grade_class, weighings, crates, net_mg)
SELECT coop, season, day, product, variety, grade_class, count(*), sum(crates), sum(net_mg)
FROM weighing_yield WHERE delivery = :id
GROUP BY coop, season, day, product, variety, grade_class
ON CONFLICT DO UPDATE SET weighings = weighings + excluded.weighings,
  crates = crates + excluded.crates, net_mg = net_mg + excluded.net_mg
