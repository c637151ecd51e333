-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO lot(id, lc, org, no, kind, product, variety, grade_class, picked_from, picked_to, run)
VALUES (:id, :lc, :org, :no, 'graded', :product, :variety, :grade_class, :picked_from, :picked_to, :run)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, no = excluded.no, kind = excluded.kind, product = excluded.product,
  variety = excluded.variety, grade_class = excluded.grade_class, picked_from = excluded.picked_from,
  picked_to = excluded.picked_to, run = excluded.run
WHERE (excluded.lc, excluded.org) > (lot.lc, lot.org)
