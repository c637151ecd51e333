-- The run that a machine fills: by grade_run_machine, then transform_run of each; one machine has some hundred a season.
SELECT r.id, r.no
FROM grade_run r JOIN run_state x ON x.id = r.id
WHERE r.machine = :machine AND r.no IS NOT NULL AND x.transform IS NULL AND NOT x.void
LIMIT 1
