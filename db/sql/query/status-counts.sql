-- Small tables, some thousand reports a season, and delivery_open.
SELECT (SELECT count(*) FROM user WHERE active) AS users,
  (SELECT count(*) FROM user WHERE active AND role = 'supervisor') AS supervisors,
  (SELECT count(*) FROM device WHERE kind = 'scale' AND coalesce(active, 1)) AS scales,
  (SELECT count(*) FROM delivery WHERE state = 'open' AND no IS NOT NULL) AS deliveries_open,
  (SELECT count(*) FROM grade_report g JOIN report_state x ON x.id = g.id WHERE NOT x.void AND x.run IS NULL) AS reports_waiting
