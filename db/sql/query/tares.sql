-- Every tare that was ever set, the latest first: of one kind of crate by tare_type, of all: some hundreds.
SELECT t.id, t.crate_type, c.name AS crate_type_name, t.mg AS tare_mg, t.from_day AS "from",
  (SELECT at FROM act WHERE n = t.id) AS at,
  (SELECT actor_name FROM act WHERE n = t.id) AS actor_name
FROM tare t LEFT JOIN crate_type c ON c.id = t.crate_type
WHERE t.id IN (SELECT id FROM tare WHERE crate_type = :crate_type
    UNION ALL SELECT id FROM tare WHERE :crate_type IS NULL)
  AND t.owner IS NULL AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = t.id)
ORDER BY t.crate_type, t.from_day DESC, t.lc DESC, t.org DESC
