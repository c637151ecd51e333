-- Deliveries of a cooperative of which something is held: from the few open holds upwards, by edge_back and run_feed_run.
WITH RECURSIVE up(lot) AS (
  SELECT lot FROM hold_state WHERE release IS NULL AND NOT void AND lot IS NOT NULL
  UNION SELECT l.id FROM hold_state h CROSS JOIN lot l ON l.run = h.run WHERE h.release IS NULL AND NOT h.void
  UNION SELECT f.lot FROM hold_state h CROSS JOIN run_feed f ON f.run = h.run
    WHERE h.release IS NULL AND NOT h.void AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = f.id)
  UNION SELECT b.src FROM up CROSS JOIN edge a ON a.dst = up.lot CROSS JOIN edge b ON b.dst = a.src
    WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = a.n))
SELECT DISTINCT d.id FROM up CROSS JOIN lot l ON l.id = up.lot CROSS JOIN delivery d ON d.id = l.delivery
WHERE d.coop = :cooperative
