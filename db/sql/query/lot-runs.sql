-- run_feed_lot: the runs that a lot was put on, but for those given up.
SELECT DISTINCT f.run
FROM run_feed f
WHERE f.lot = :lot AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = f.id) AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = f.run)
ORDER BY f.run
