-- label_open holds only these. What was voided or thrown away before it was printed is not waited for.
SELECT l.job, l.pos, l.unit, u.serial, l.copy, l.state, l.reason, j.printer, j.reason AS job_reason
FROM label l LEFT JOIN handling_unit u ON u.id = l.unit LEFT JOIN print_job j ON j.id = l.job
WHERE l.state IN ('reserved', 'sent', 'doubtful')
  AND NOT (l.state = 'reserved' AND EXISTS (SELECT 1 FROM unit_gone g WHERE g.unit = l.unit))
ORDER BY l.job, l.pos
LIMIT coalesce(:limit, 1000)
