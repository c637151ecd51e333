-- Primary keys; the newest weighing of the delivery that is not void through lot_delivery and weighing_lot:
-- what voiding a weighing has to know.
SELECT w.id, w.lot, w.net_mg, d.id AS delivery, d.no, d.state,
  EXISTS (SELECT 1 FROM fix WHERE of_n = w.id) AS "void?",
  (SELECT json_extract(body, '$.actor') FROM event_private WHERE n = w.id AND audience = 3) AS "actor{}",
  (SELECT max(x.id) FROM lot m CROSS JOIN weighing x ON x.lot = m.id
    WHERE m.delivery = d.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = x.id)) AS last,
  (SELECT in_mg - out_mg FROM lot_mass WHERE id = w.lot) AS left_mg
FROM weighing w LEFT JOIN lot l ON l.id = w.lot LEFT JOIN delivery d ON d.id = l.delivery
WHERE w.id = :id
