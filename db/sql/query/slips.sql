-- slip_delivery: a handful of rows; the newest first.
SELECT s.id, s.delivery, s.kind, s.copy, s.content, s.note, s.reason,
  (SELECT at FROM act WHERE n = s.id) AS at, (SELECT actor_name FROM act WHERE n = s.id) AS actor_name
FROM slip s
WHERE s.delivery = :delivery
ORDER BY s.lc DESC, s.org DESC
