-- The gates through which a harvest lot was let, in the order in which they were said.
INSERT INTO lot_override(lot, pos, gate, reason, approver, until, plot)
SELECT :id, key, value ->> 'gate', value ->> 'reason', value ->> 'approver', value ->> 'until', value ->> 'plot'
FROM json_each(coalesce(:override, '[]'))
WHERE EXISTS (SELECT 1 FROM lot WHERE id = :id AND lc = :lc AND org = :org)
