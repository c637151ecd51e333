-- By grade_run_day and grade_report_day: what should have come from the grading machines on a day that is over, and did not.
-- A machine that numbers its batches one by one has left some out: of those of a month, a late one fills its gap. A number that
-- is a day is none, and a jump by more than 50 is a numbering that began elsewhere.
WITH numbered AS (
  SELECT min(g.id) AS id, g.day, g.machine, CAST(g.batch AS INT) AS no
  FROM grade_report g JOIN report_state s ON s.id = g.id
  WHERE g.day >= date(:day, '-30 days') AND g.machine IS NOT NULL AND NOT s.void AND g.batch NOT GLOB '*[^0-9]*'
    AND length(g.batch) BETWEEN 1 AND 9 AND (length(g.batch) <> 8
      OR date(substr(g.batch, 1, 4) || '-' || substr(g.batch, 5, 2) || '-' || substr(g.batch, 7, 2)) IS NULL)
  GROUP BY 3, 4),
gap AS (
  SELECT id, day, no, lag(no) OVER machine AS before, lag(no, 2) OVER machine AS earlier
  FROM numbered WINDOW machine AS (PARTITION BY machine ORDER BY no))
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
UNION ALL
SELECT g.id, 'report-gap', g.at, g.id, 'grade_report', g.file, NULL, NULL,
  (b.before + 1) || CASE WHEN b.no - b.before > 2 THEN '–' || (b.no - 1) ELSE '' END, NULL, NULL, NULL, NULL, NULL, g.machine_name,
  NULL, NULL
FROM gap b JOIN grade_report_row g ON g.id = b.id
WHERE b.day = :day AND :day < :today AND b.no - b.before BETWEEN 2 AND 50 AND b.earlier = b.before - 1
ORDER BY 3, 1
