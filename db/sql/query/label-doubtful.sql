-- label_waiting: whether a label of this printer waits for a person's answer; the queue stands until then.
-- The second condition on the state is the index's own: without it SQLite would read every label (tests/db/plans.py).
SELECT l.job, l.pos, l.unit, u.serial, l.copy
FROM label l JOIN print_job j ON j.id = l.job LEFT JOIN handling_unit u ON u.id = l.unit
WHERE l.state = 'doubtful' AND l.state IN ('reserved', 'doubtful')
  AND (j.printer = :printer OR (j.printer IS NULL AND :takes_any = 1))
ORDER BY l.copy < 2, l.job, l.pos
LIMIT 1
