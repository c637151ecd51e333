-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO lot(id, lc, org, no, kind, product, variety, grade_class, first_class, picked_from, picked_to, run, made, scheme_sha256)
VALUES (:id, :lc, :org, :no, :kind, :product, :variety, :grade_class, :first_class, :picked_from, :picked_to, :run, :made,
  :scheme_sha256)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, no = excluded.no, kind = excluded.kind, product = excluded.product,
  variety = excluded.variety, grade_class = excluded.grade_class, first_class = excluded.first_class,
  picked_from = excluded.picked_from, picked_to = excluded.picked_to, run = excluded.run, made = excluded.made,
  scheme_sha256 = excluded.scheme_sha256
WHERE (excluded.lc, excluded.org) > (lot.lc, lot.org)
