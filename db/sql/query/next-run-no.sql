-- A day's range of grade_run_day; only those that this log opened, voids counted.
SELECT 1 + count(*) AS no FROM grade_run
WHERE day = :day AND EXISTS (SELECT 1 FROM origin WHERE origin.id = grade_run.id >> 40 AND own = 1)
