-- By grade_report_sha256; one content is there once, but for void ones.
SELECT id, machine, machine_name, file, sha256, bytes, profile, batch, fruit, mass_mg, lines, warnings, day, at, state, run,
  run_no
FROM grade_report_row
WHERE sha256 = :sha256 AND state <> 'void'
ORDER BY id
LIMIT 1
