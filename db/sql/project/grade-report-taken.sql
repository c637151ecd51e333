-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO grade_report(id, lc, org, machine, file, sha256, bytes, profile, batch, fruit, mg, lines, warnings, day)
VALUES (:id, :lc, :org, :machine, :file, :sha256, :bytes, :profile, :batch, :fruit, :mg, :lines, :warnings, :day)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, machine = excluded.machine, file = excluded.file, sha256 = excluded.sha256,
  bytes = excluded.bytes, profile = excluded.profile, batch = excluded.batch, fruit = excluded.fruit, mg = excluded.mg,
  lines = excluded.lines, warnings = excluded.warnings, day = excluded.day
WHERE (excluded.lc, excluded.org) > (grade_report.lc, grade_report.org)
