-- Primary keys: what a run has to know of a lot that is put on the line.
SELECT l.id, l.no, l.kind, coalesce(l.product, d.product) AS product, coalesce(l.variety, d.variety) AS variety,
  o.coop AS cooperative, (SELECT name FROM party WHERE id = o.coop) AS cooperative_name, d.state AS delivery_state, d.no AS delivery_no, m.in_mg - m.out_mg AS left_mg,
  coalesce(l.harvested_on, l.picked_from) AS picked_from, coalesce(l.harvested_on, l.picked_to) AS picked_to,
  l.grade_class, l.first_class, l.made, l.run, l.season,
  coalesce(l.scheme_sha256, (SELECT scheme_sha256 FROM grade_run WHERE id = l.run)) AS scheme_sha256,
  EXISTS (SELECT 1 FROM fix WHERE of_n = l.id OR of_n = d.id) AS "void?"
FROM lot l JOIN lot_mass m ON m.id = l.id JOIN lot_owner o ON o.id = l.id LEFT JOIN delivery d ON d.id = l.delivery
WHERE l.id = :id
