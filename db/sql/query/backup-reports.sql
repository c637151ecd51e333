-- Some thousand reports a season: scanned once for each backup. Fruit of closed runs is stored; other fruit is made of the files.
SELECT g.file, g.sha256, r.transform IS NULL AS "needed?"
FROM grade_report g JOIN report_state x ON x.id = g.id
LEFT JOIN run_state r ON r.id = x.run
WHERE NOT x.void
