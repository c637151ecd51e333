-- Primary key.
SELECT id, machine, machine_name, file, sha256, bytes, profile, batch, fruit, mass_mg, lines, warnings, day, at, state, run,
  run_no
FROM grade_report_row
WHERE id = :id
