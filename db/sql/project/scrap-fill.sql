-- The cases that this transform threw away. Primary key.
INSERT INTO unit_scrap(unit, n, pos)
SELECT value, :id, key FROM json_each(coalesce(:cases, '[]'))
WHERE EXISTS (SELECT 1 FROM transform WHERE id = :id AND lc = :lc AND org = :org)
ON CONFLICT DO NOTHING
