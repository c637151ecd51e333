-- print_step by its primary key from :began_n on: what the printer was sent after that label, in the order of
-- sending. A label of which something was said before is none of them.
SELECT l.job, l.pos, l.unit, u.serial, l.copy, l.state,
  EXISTS (SELECT 1 FROM fix WHERE of_n = l.unit) AS void
FROM print_step s
  JOIN print_job j ON j.id = s.job
  JOIN label l ON l.job = s.job AND l.pos >= s.first AND l.pos < s.first + s.count
  JOIN handling_unit u ON u.id = l.unit
WHERE s.n > :began_n AND s.n < ((:began_n >> 40) + 1) << 40
  AND coalesce(j.printer, :printer) = :printer AND l.state IN ('sent', 'doubtful', 'out')
  AND NOT EXISTS (SELECT 1 FROM print_step f
    WHERE f.job = l.job AND l.pos >= f.first AND l.pos < f.first + f.count AND f.n <= :began_n)
GROUP BY l.job, l.pos
ORDER BY min(s.n)
