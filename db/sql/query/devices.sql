-- A handful of rows: scanned.
SELECT id, name, kind, address, protocol, language, unit, max_mg, min_mg, e_mg,
  d_mg, exponent, bus_address, register_map, modbus, ask_ms, stable_ms, dpi, label, profile,
  coalesce(active, 1) AS "active?", coalesce(simulated, 0) AS "simulated?"
FROM device
WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = device.id)
ORDER BY id
