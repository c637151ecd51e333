-- Primary keys, weighing_vehicle; the newest truck of the delivery through lot_delivery and
-- vehicle_weighing_lot: what the second weighing, or voiding the first, has to know.
SELECT v.id, v.lot, v.mg, v.vehicle, d.id AS delivery, d.no, d.state,
  EXISTS (SELECT 1 FROM fix WHERE of_n = v.id) AS "void?",
  (SELECT json_extract(body, '$.actor') FROM event_private WHERE n = v.id AND audience = 3) AS "actor{}",
  (SELECT max(x.id) FROM lot m CROSS JOIN vehicle_weighing x ON x.lot = m.id
    WHERE m.delivery = d.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = x.id)) AS last,
  (SELECT w.no FROM weighing w WHERE w.vehicle_weighing = v.id
    AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = w.id) ORDER BY w.id LIMIT 1) AS weighing_no
FROM vehicle_weighing v LEFT JOIN lot l ON l.id = v.lot LEFT JOIN delivery d ON d.id = l.delivery
WHERE v.id = :id
