-- A week's range of lot_day: labels are printed so far ahead; only those that this log stated, voids counted.
SELECT 1 + count(*) AS no FROM lot l
WHERE l.day BETWEEN date(:day, '-7 days') AND :day AND l.kind = 'pack' AND l.packed_on = :day
  AND EXISTS (SELECT 1 FROM origin WHERE origin.id = l.id >> 40 AND own = 1)
