-- Three small tables, and delivery_open.
SELECT (SELECT count(*) FROM user WHERE active) AS users,
  (SELECT count(*) FROM user WHERE active AND role = 'supervisor') AS supervisors,
  (SELECT count(*) FROM device WHERE kind = 'scale' AND coalesce(active, 1)) AS scales,
  (SELECT count(*) FROM delivery WHERE state = 'open' AND no IS NOT NULL) AS deliveries_open
