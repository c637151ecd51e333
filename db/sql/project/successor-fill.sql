-- The cases that took the place of the one that is void by this event. Primary key.
INSERT INTO unit_successor(of_n, n, pos, successor)
SELECT :of, :n, key, value FROM json_each(coalesce(:successors, '[]'))
