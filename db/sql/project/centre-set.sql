-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO centre(
  id, lc, org, name, name_en, place, host, phone, item_mode, gs1_prefix, station_letter,
  day_boundary_min, certificate_gate, certificate_ground, mass_unit, run_limit_ppm, run_limit_mg,
  pallet_label)
VALUES (
  :id, :lc, :org, :name, :name_en, :place, :host, :phone, :item_mode, :gs1_prefix,
  :station_letter, :day_boundary_min, :certificate_gate, :certificate_ground, :mass_unit,
  :run_limit_ppm, :run_limit_mg, :pallet_label)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, name = excluded.name, name_en = excluded.name_en,
  place = excluded.place, host = excluded.host, phone = excluded.phone,
  item_mode = excluded.item_mode, gs1_prefix = excluded.gs1_prefix,
  station_letter = excluded.station_letter, day_boundary_min = excluded.day_boundary_min,
  certificate_gate = excluded.certificate_gate, certificate_ground = excluded.certificate_ground,
  mass_unit = excluded.mass_unit, run_limit_ppm = excluded.run_limit_ppm, run_limit_mg = excluded.run_limit_mg,
  pallet_label = excluded.pallet_label
WHERE (excluded.lc, excluded.org) > (centre.lc, centre.org)
