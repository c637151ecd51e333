-- A pack lot's cooperatives, in the order in which they were said.
INSERT INTO lot_party(lot, pos, party)
SELECT :id, key, value FROM json_each(coalesce(:cooperatives, '[]'))
WHERE EXISTS (SELECT 1 FROM lot WHERE id = :id AND lc = :lc AND org = :org)
