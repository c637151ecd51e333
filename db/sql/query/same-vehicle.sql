-- delivery_day (two days), lot_delivery, weighing_lot, vehicle_weighing_lot: the latest load of the same vehicle
-- that weighed the same. Single crates of one kind of fruit often do; pallets and trucks do not. A plate is
-- compared without points and blanks.
SELECT id, no, at
FROM (
  SELECT w.id, w.no, (SELECT at FROM act WHERE n = w.id) AS at
  FROM delivery d CROSS JOIN lot l ON l.delivery = d.id CROSS JOIN weighing w ON w.lot = l.id
    LEFT JOIN vehicle_weighing v ON v.id = w.vehicle_weighing
  WHERE d.day BETWEEN date(:day, '-1 day') AND :day
    AND upper(replace(replace(coalesce(v.vehicle, d.vehicle), '·', ''), ' ', ''))
      = upper(replace(replace(:vehicle, '·', ''), ' ', ''))
    AND (w.crates <> 1 OR w.pallet_type IS NOT NULL)
    AND abs(coalesce(w.vehicle_mg, w.gross_mg) - :mg) <= :e_mg
    AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = w.id)
  UNION ALL
  SELECT v.id, NULL, (SELECT at FROM act WHERE n = v.id)
  FROM delivery d CROSS JOIN lot l ON l.delivery = d.id CROSS JOIN vehicle_weighing v ON v.lot = l.id
  WHERE d.day BETWEEN date(:day, '-1 day') AND :day
    AND upper(replace(replace(coalesce(v.vehicle, d.vehicle), '·', ''), ' ', ''))
      = upper(replace(replace(:vehicle, '·', ''), ' ', ''))
    AND abs(v.mg - :mg) <= :e_mg
    AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = v.id))
WHERE unixepoch(at) >= :since_s AND id <> coalesce(:besides, 0)
ORDER BY id DESC
LIMIT 1
