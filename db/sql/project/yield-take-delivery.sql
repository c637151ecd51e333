-- Before a change: what this delivery has added so far goes. lot_delivery gives the lots, weighing_lot their weighings.
UPDATE yield_day SET weighings = yield_day.weighings - y.weighings, crates = yield_day.crates - y.crates,
  net_mg = yield_day.net_mg - y.net_mg
FROM (SELECT coop, season, day, product, variety, grade_class, count(*) AS weighings,
    sum(crates) AS crates, sum(net_mg) AS net_mg
  FROM weighing_yield WHERE delivery = :id
  GROUP BY coop, season, day, product, variety, grade_class) AS y
WHERE yield_day.coop = y.coop AND yield_day.season = y.season AND yield_day.day = y.day
  AND yield_day.product = y.product AND yield_day.variety = y.variety
  AND yield_day.grade_class = y.grade_class
