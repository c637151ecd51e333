-- A row per station of the centre: the own one before those of others. A handful of rows.
SELECT id, name, name_en, place, host, phone, item_mode, gs1_prefix, station_letter, day_boundary_min,
  coalesce(certificate_gate, 1) AS "certificate_gate?",
  coalesce(certificate_ground, 'none') AS certificate_ground,
  coalesce(mass_unit, 'kg') AS mass_unit,
  coalesce(run_limit_ppm, 5000) AS run_limit_ppm, coalesce(run_limit_mg, 500000) AS run_limit_mg,
  pallet_label
FROM centre
WHERE lc IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = centre.id)
ORDER BY EXISTS (SELECT 1 FROM origin WHERE origin.id = centre.id >> 40 AND own = 1) DESC, lc DESC, org DESC
LIMIT 1
