-- The labels of a job, as queued. Primary key.
INSERT INTO label(job, pos, unit, copy, state)
SELECT :id, key, coalesce(value ->> 'case', value ->> 'pallet'), value ->> 'copy', 'reserved' FROM json_each(coalesce(:labels, '[]'))
WHERE :id = :n
