-- By party_code.
SELECT p.id FROM party p
WHERE p.code = :code AND p.id <> :except AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = p.id)
LIMIT 1
