-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO lot(
  id, lc, org, no, kind, gtin, product, variety, grade_class, picked_from, picked_to, packed_on,
  brand, nominal_mg, plan, size, layout)
VALUES (
  :id, :lc, :org, :no, 'pack', :gtin, :product, :variety, :grade_class, :picked_from, :picked_to,
  :packed_on, :brand, :nominal_mg, :plan, :size, :layout)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, no = excluded.no, kind = excluded.kind,
  gtin = excluded.gtin, product = excluded.product, variety = excluded.variety,
  grade_class = excluded.grade_class, picked_from = excluded.picked_from,
  picked_to = excluded.picked_to, packed_on = excluded.packed_on, brand = excluded.brand,
  nominal_mg = excluded.nominal_mg, plan = excluded.plan, size = excluded.size,
  layout = excluded.layout
WHERE (excluded.lc, excluded.org) > (lot.lc, lot.org)
