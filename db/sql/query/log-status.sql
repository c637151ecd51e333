-- The end of the own origin's range of the primary key.
SELECT o.name AS origin, o.vkey,
  (SELECT 1 + seq FROM event WHERE n >= o.id << 40 AND n < (o.id + 1) << 40 ORDER BY n DESC LIMIT 1) AS size
FROM origin o WHERE own = 1 ORDER BY id DESC LIMIT 1
