-- Newest first: what is not finished by label_open, else the primary key backwards.
SELECT id, printer, printer_name, reason, template_sha256, queued_at, labels, state
FROM print_job_row
WHERE id IN (
    SELECT job FROM label WHERE :state IN ('reserved', 'sent', 'doubtful')
      AND state IN ('reserved', 'sent', 'doubtful')
    UNION ALL SELECT id FROM (SELECT id FROM print_job
      WHERE coalesce(:state, '') NOT IN ('reserved', 'sent', 'doubtful')
      ORDER BY id DESC LIMIT coalesce(:limit, 50)))
  AND (:state IS NULL OR state = :state)
ORDER BY id DESC
LIMIT coalesce(:limit, 50)
