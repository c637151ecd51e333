-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO print_job(
  id, lc, org, printer, template, reason)
VALUES (
  :id, :lc, :org, :printer, :template_sha256, :reason)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, printer = excluded.printer,
  template = excluded.template, reason = excluded.reason
WHERE (excluded.lc, excluded.org) > (print_job.lc, print_job.org)
