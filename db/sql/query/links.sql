-- Tens of rows: scanned.
SELECT a.id, a.party, p.name AS party_name, (SELECT at FROM act WHERE n = a.id) AS granted_at,
  NOT EXISTS (SELECT 1 FROM fix WHERE of_n = a.id) AS "active?"
FROM access a LEFT JOIN party p ON p.id = a.party
WHERE :party IS NULL OR a.party = :party
ORDER BY a.id DESC
