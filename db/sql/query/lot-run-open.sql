-- By run_feed_lot; a lot is on few lines.
SELECT f.run AS id
FROM run_feed f JOIN run_state x ON x.id = f.run
WHERE f.lot = :lot AND x.transform IS NULL AND NOT x.void AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = f.id)
ORDER BY f.id DESC
LIMIT 1
