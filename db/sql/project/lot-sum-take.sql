-- Before a change: what this weighing has added to its lot so far goes. Primary keys.
UPDATE lot_sum SET weighings = lot_sum.weighings - 1, crates = lot_sum.crates - w.crates,
  gross_mg = lot_sum.gross_mg - w.gross_mg, tare_mg = lot_sum.tare_mg - w.tare_mg,
  net_mg = lot_sum.net_mg - w.net_mg
FROM weighing AS w
WHERE w.id = :id AND lot_sum.lot = w.lot AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = w.id)
