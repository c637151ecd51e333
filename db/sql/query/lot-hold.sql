-- What holds the lot :lot from being graded ('run') or packed ('pack'): the newest of the open holds, which are few.
SELECT r.id, r.stops, r.reason, r.failed AS "failed{}"
FROM held_lot d CROSS JOIN hold_row r ON r.id = d.hold
WHERE d.lot = :lot AND (r.stops = 'all' OR :act <> 'run')
ORDER BY r.id DESC
LIMIT 1
