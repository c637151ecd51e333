-- By report_bind_run, then the primary key of each report.
SELECT id, machine, file, sha256, profile, batch, fruit, mass_mg, lines, warnings, at
FROM grade_report_row
WHERE id IN (SELECT report FROM report_bind WHERE run = :run) AND run = :run
ORDER BY id
