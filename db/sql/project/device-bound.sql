-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO device(
  id, lc, org, name, kind, address, protocol, language, unit, max_mg, min_mg, e_mg, dpi, label,
  active, simulated)
VALUES (
  :id, :lc, :org, :name, :kind, :address, :protocol, :language, :unit, :max_mg, :min_mg, :e_mg,
  :dpi, :label, :active, :simulated)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, name = excluded.name, kind = excluded.kind,
  address = excluded.address, protocol = excluded.protocol, language = excluded.language,
  unit = excluded.unit, max_mg = excluded.max_mg, min_mg = excluded.min_mg,
  e_mg = excluded.e_mg, dpi = excluded.dpi, label = excluded.label, active = excluded.active,
  simulated = excluded.simulated
WHERE (excluded.lc, excluded.org) > (device.lc, device.org)
