-- Under what the yields count the lots of this delivery now. lot_delivery gives them.
INSERT INTO lot_sum(lot, weighings, crates, gross_mg, tare_mg, net_mg, coop, season, day, product, variety, weights)
SELECT lot, 0, 0, 0, 0, 0, coop, season, day, product, variety, weights FROM lot_yield WHERE delivery = :id
ON CONFLICT DO UPDATE SET coop = excluded.coop, season = excluded.season, day = excluded.day,
  product = excluded.product, variety = excluded.variety, weights = excluded.weights
