-- Primary key.
SELECT f.id, f.run, f.lot, f.mg, EXISTS (SELECT 1 FROM fix WHERE of_n = f.id) AS "void?"
FROM run_feed f WHERE f.id = :id
