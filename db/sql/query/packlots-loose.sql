-- The newest pack lots by primary key backwards; of those the few with fruit in no case, by their cases (hu_lot) and edges.
SELECT r.id, r.no, r.kind, r.product, r.product_name, r.variety, r.variety_name, r.grade_class, r.grade_class_name,
  r.grade_class_name_en, r.nominal_mg, r.packed_on, r.held AS "held?",
  r.in_mg - r.out_mg - (SELECT coalesce(sum(net_mg), 0) FROM case_live WHERE lot = r.id) AS loose_mg
FROM lot_row r
WHERE r.id IN (SELECT l.id FROM lot l JOIN lot_mass m ON m.id = l.id
    WHERE l.kind = 'pack' AND m.in_mg - m.out_mg > (SELECT coalesce(sum(net_mg), 0) FROM case_live WHERE lot = l.id)
      AND l.id > (SELECT coalesce(min(id), 0) FROM (SELECT id FROM lot WHERE kind = 'pack' ORDER BY id DESC LIMIT 200)) - 1)
  AND (:before IS NULL OR r.id < :before)
ORDER BY r.id DESC
LIMIT coalesce(:limit, 200)
