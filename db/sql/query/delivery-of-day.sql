-- delivery_day: a few hundred deliveries a day.
SELECT id, no, state
FROM delivery
WHERE day = :day AND no = :no AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = delivery.id)
ORDER BY id DESC
LIMIT 1
