-- After a change: what this weighing adds now. Primary keys of the weighing, its lot, its delivery, and of
-- yield_day; one row, so nothing is grouped.
INSERT INTO yield_day(coop, season, day, product, variety, grade_class, weighings, crates, net_mg)
SELECT coop, season, day, product, variety, grade_class, 1, crates, net_mg
FROM weighing_yield WHERE id = :id
ON CONFLICT DO UPDATE SET weighings = weighings + excluded.weighings,
  crates = crates + excluded.crates, net_mg = net_mg + excluded.net_mg
