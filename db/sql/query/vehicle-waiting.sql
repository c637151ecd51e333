-- lot_delivery, vehicle_weighing_lot, weighing_vehicle: a truck of this delivery that waits.
SELECT v.id, coalesce(v.vehicle, d.vehicle) AS vehicle
FROM delivery d CROSS JOIN lot l ON l.delivery = d.id CROSS JOIN vehicle_weighing v ON v.lot = l.id
WHERE d.id = :delivery AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n IN (v.id, l.id))
  AND NOT EXISTS (SELECT 1 FROM weighing w WHERE w.vehicle_weighing = v.id
    AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = w.id))
LIMIT 1
