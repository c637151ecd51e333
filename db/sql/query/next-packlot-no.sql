-- A day's range of lot_day; only those that this log stated, voids counted.
SELECT 1 + count(*) AS no FROM lot l
WHERE l.day = :day AND l.kind = 'pack'
  AND EXISTS (SELECT 1 FROM origin WHERE origin.id = l.id >> 40 AND own = 1)
