-- After a change: what this weighing adds to its lot now. Primary keys.
INSERT INTO lot_sum(lot, weighings, crates, gross_mg, tare_mg, net_mg)
SELECT lot, 1, crates, gross_mg, tare_mg, net_mg FROM weighing
WHERE id = :id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = :id)
ON CONFLICT DO UPDATE SET weighings = weighings + 1, crates = crates + excluded.crates,
  gross_mg = gross_mg + excluded.gross_mg, tare_mg = tare_mg + excluded.tare_mg,
  net_mg = net_mg + excluded.net_mg
