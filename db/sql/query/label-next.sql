-- label_waiting: the oldest label that a printer still has to print, of jobs of the own log alone; a job
-- without a printer is for the one that asks with :takes_any. What was voided or thrown away meanwhile is not printed.
-- The second condition on the state is the index's own: without it SQLite would read every label (tests/db/plans.py).
SELECT l.job, l.pos, l.unit, u.serial, u.kind, l.copy, j.reason, (SELECT layout FROM lot WHERE id = u.lot) AS layout
FROM label l JOIN print_job j ON j.id = l.job JOIN handling_unit u ON u.id = l.unit
WHERE l.state = 'reserved' AND l.state IN ('reserved', 'doubtful')
  AND (j.printer = :printer OR (j.printer IS NULL AND :takes_any = 1))
  AND EXISTS (SELECT 1 FROM origin WHERE origin.id = l.job >> 40 AND own = 1)
  AND NOT EXISTS (SELECT 1 FROM unit_gone g WHERE g.unit = l.unit)
ORDER BY l.copy < 2, l.job, l.pos
LIMIT 1
