-- By grade_run_day and grade_report_day: what should have come from the grading machines on a day that is over, and did not.
SELECT r.id AS n, CASE WHEN x.transform IS NOT NULL AND d.protocol <> 'guozhan-profile' THEN 'run-without-fruit'
    ELSE 'report-missing' END AS kind,
  (SELECT at FROM act WHERE n = r.id) AS at, r.id, 'grade_run' AS what, r.no, NULL AS delivery, NULL AS delivery_no,
  (SELECT group_concat(DISTINCT l.no) FROM run_feed f JOIN lot l ON l.id = f.lot
    WHERE f.run = r.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = f.id)) AS lot_no,
  NULL AS party_name, NULL AS vehicle, NULL AS was_mg, NULL AS now_mg, NULL AS reason, d.name AS text,
  (SELECT actor_name FROM act WHERE n = r.id) AS actor_name, NULL AS approver_name
FROM grade_run r JOIN run_state x ON x.id = r.id JOIN device d ON d.id = r.machine
WHERE r.day = :day AND :day < :today AND NOT x.void AND CASE d.protocol
  WHEN 'guozhan-profile' THEN NOT EXISTS (SELECT 1 FROM report_bind b JOIN report_state s ON s.id = b.report WHERE b.run = r.id
    AND s.run = r.id)
  ELSE (SELECT fruit ->> 'n' FROM transform WHERE id = x.transform) = 0 END
UNION ALL
SELECT g.id, 'report-waiting', g.at, g.id, 'grade_report', g.file, NULL, NULL, g.batch, NULL, NULL, NULL, g.mass_mg, NULL,
  g.machine_name, NULL, NULL
FROM grade_report_row g
WHERE g.day = :day AND :day < :today AND g.state = 'waiting'
ORDER BY 3, 1
