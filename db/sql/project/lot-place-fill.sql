-- A pack lot's villages, in the order in which they were said.
INSERT INTO lot_place(lot, pos, village)
SELECT :id, key, value FROM json_each(coalesce(:places, '[]'))
WHERE EXISTS (SELECT 1 FROM lot WHERE id = :id AND lc = :lc AND org = :org)
