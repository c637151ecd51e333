-- A day's range of lot_day; only those that this log declared, voids counted.
SELECT 1 + count(*) AS no FROM lot l JOIN delivery d ON d.id = l.delivery
WHERE l.day = :day AND l.kind = 'harvest' AND d.coop = :cooperative
  AND EXISTS (SELECT 1 FROM origin WHERE origin.id = l.id >> 40 AND own = 1)
