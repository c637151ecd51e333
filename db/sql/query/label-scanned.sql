-- hu_serial, label_unit, print_step_job: the newest copy of this serial that the printer was sent, and when that began.
SELECT l.job, l.pos, l.unit, u.serial, l.copy, l.state,
  (SELECT min(s.n) FROM print_step s
   WHERE s.job = l.job AND l.pos >= s.first AND l.pos < s.first + s.count) AS began_n
FROM handling_unit u JOIN label l ON l.unit = u.id JOIN print_job j ON j.id = l.job
WHERE u.serial = :serial AND coalesce(j.printer, :printer) = :printer
  AND l.state IN ('sent', 'doubtful', 'out', 'seen')
ORDER BY l.copy DESC, l.job DESC
LIMIT 1
