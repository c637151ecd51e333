-- A day's range of delivery_day; only those that this log opened, voids counted.
SELECT 1 + count(*) AS no FROM delivery
WHERE day = :day AND EXISTS (SELECT 1 FROM origin WHERE origin.id = delivery.id >> 40 AND own = 1)
