-- hu_serial or primary keys: what a label needs to know of its case or pallet. layout: of the pack lot's plan; NULL: the
-- printer's.
SELECT u.id, u.serial, u.kind, (SELECT count(*) FROM label WHERE unit = u.id) AS copies, l.layout
FROM handling_unit u LEFT JOIN lot l ON l.id = u.lot
WHERE u.id = coalesce(:id, (SELECT id FROM handling_unit WHERE serial = :serial LIMIT 1))
