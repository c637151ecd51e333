-- Primary key.
SELECT id, printer, printer_name, reason, template_sha256, queued_at, labels, state
FROM print_job_row
WHERE id = :id
