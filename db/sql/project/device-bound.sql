-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO device(
  id, lc, org, name, kind, address, protocol, language, unit, max_mg, min_mg, e_mg,
  d_mg, exponent, bus_address, register_map, modbus, ask_ms, stable_ms, dpi, label, profile,
  active, simulated)
VALUES (
  :id, :lc, :org, :name, :kind, :address, :protocol, :language, :unit, :max_mg, :min_mg, :e_mg,
  :d_mg, :exponent, :bus_address, :register_map, :modbus, :ask_ms, :stable_ms,
  :dpi, :label, :profile, :active, :simulated)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, name = excluded.name, kind = excluded.kind,
  address = excluded.address, protocol = excluded.protocol, language = excluded.language,
  unit = excluded.unit, max_mg = excluded.max_mg, min_mg = excluded.min_mg,
  e_mg = excluded.e_mg, d_mg = excluded.d_mg,
  exponent = excluded.exponent, bus_address = excluded.bus_address,
  register_map = excluded.register_map, modbus = excluded.modbus, ask_ms = excluded.ask_ms,
  stable_ms = excluded.stable_ms, dpi = excluded.dpi, label = excluded.label,
  profile = excluded.profile, active = excluded.active,
  simulated = excluded.simulated
WHERE (excluded.lc, excluded.org) > (device.lc, device.org)
