-- Primary keys: what a weighing has to know of its lot and delivery.
SELECT l.id, l.no AS lot_no, l.kind, d.id AS delivery, d.no, d.day, d.season, d.state, d.vehicle
FROM lot l JOIN delivery d ON d.id = l.delivery
WHERE l.id = :id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = l.id OR of_n = d.id)
