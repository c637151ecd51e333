-- lot_day: a few hundred lots a day.
SELECT l.id, l.no, l.kind, l.delivery, d.state AS delivery_state
FROM lot l LEFT JOIN delivery d ON d.id = l.delivery
WHERE l.day = :day AND l.no = :no AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = l.id)
ORDER BY l.id DESC
LIMIT 1
