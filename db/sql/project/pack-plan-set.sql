-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO pack_plan(
  id, lc, org, name, initials, product, variety, grade_class, size, brand, gtin, case_type,
  nominal_mg, spread_mg, layout, active)
VALUES (
  :id, :lc, :org, :name, :initials, :product, :variety, :grade_class, :size, :brand, :gtin,
  :case_type, :nominal_mg, :spread_mg, :layout, :active)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, name = excluded.name, initials = excluded.initials,
  product = excluded.product, variety = excluded.variety, grade_class = excluded.grade_class,
  size = excluded.size, brand = excluded.brand, gtin = excluded.gtin,
  case_type = excluded.case_type, nominal_mg = excluded.nominal_mg,
  spread_mg = excluded.spread_mg, layout = excluded.layout, active = excluded.active
WHERE (excluded.lc, excluded.org) > (pack_plan.lc, pack_plan.org)
