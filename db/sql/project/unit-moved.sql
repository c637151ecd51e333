-- What was put on a pallet, then what was taken off; each event's own rows, so arrival may be in any order.
INSERT INTO unit_move(n, pos, lc, org, parent, unit, added)
SELECT :n, key * 2, :lc, :org, :parent, value, 1 FROM json_each(coalesce(:add, '[]'))
UNION ALL
SELECT :n, key * 2 + 1, :lc, :org, :parent, value, 0 FROM json_each(coalesce(:remove, '[]'))
