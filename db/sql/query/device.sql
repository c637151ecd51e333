-- Primary key.
SELECT id, name, kind, address, protocol, language, unit, max_mg, min_mg, e_mg, dpi, label,
  coalesce(active, 1) AS "active?", coalesce(simulated, 0) AS "simulated?"
FROM device
WHERE id = :id
