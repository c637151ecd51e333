-- Lots into the transform, the transform into lots.
INSERT INTO edge(src, dst, pos, n, mass_mg)
SELECT value ->> 'lot', :id, key, :id, value ->> 'mg' FROM json_each(coalesce(:in, '[]'))
WHERE EXISTS (SELECT 1 FROM transform WHERE id = :id AND lc = :lc AND org = :org)
UNION ALL
SELECT :id, value ->> 'lot', key, :id, value ->> 'mg' FROM json_each(coalesce(:out, '[]'))
WHERE EXISTS (SELECT 1 FROM transform WHERE id = :id AND lc = :lc AND org = :org)
