-- Whether the sample :sample placed a hold that stands: hold_lot or hold_run of its own lot or run.
SELECT h.id FROM sample s JOIN hold_state x ON (s.lot IS NOT NULL AND x.lot = s.lot) OR (s.run IS NOT NULL AND x.run = s.run)
  JOIN hold h ON h.id = x.id
WHERE s.id = :sample AND h.sample = s.id AND x.release IS NULL AND NOT x.void
LIMIT 1
