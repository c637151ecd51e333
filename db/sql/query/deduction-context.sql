-- Primary keys: what correcting a deduction has to know.
SELECT x.id, x.lot, d.id AS delivery, d.no, d.day, d.season, d.state,
  EXISTS (SELECT 1 FROM fix WHERE of_n = x.id) AS "void?"
FROM deduction x LEFT JOIN lot l ON l.id = x.lot LEFT JOIN delivery d ON d.id = l.delivery
WHERE x.id = :id
