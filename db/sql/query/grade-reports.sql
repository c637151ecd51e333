-- Newest first. By grade_report_day, or the primary key backwards.
SELECT id, machine, machine_name, file, sha256, bytes, profile, batch, fruit, mass_mg, lines, warnings, day, at, state, run,
  run_no
FROM grade_report_row
WHERE (:day IS NULL OR day = :day) AND (:state IS NULL OR state = :state) AND (:before IS NULL OR id < :before)
ORDER BY id DESC
LIMIT coalesce(:limit, 200)
