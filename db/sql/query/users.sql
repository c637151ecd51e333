-- A few dozen rows: scanned.
SELECT id, name, role, active AS "active?", pin_hash FROM user
WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = user.id)
ORDER BY name, id
