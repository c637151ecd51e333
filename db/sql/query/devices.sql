-- A handful of rows: scanned.
SELECT id, name, kind, address, protocol, language, unit, max_mg, min_mg, e_mg, dpi, label,
  coalesce(active, 1) AS "active?", coalesce(simulated, 0) AS "simulated?"
FROM device
WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = device.id)
ORDER BY id
