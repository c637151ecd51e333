-- Primary key; the lots of its edges by theirs. used: whether anything was built on a lot that it made.
SELECT t.id, t.kind, (SELECT season FROM lot WHERE id = (SELECT dst FROM edge WHERE src = t.id LIMIT 1)) AS season,
  EXISTS (SELECT 1 FROM fix WHERE of_n = t.id) AS "void?",
  (SELECT json_group_array(json_object('lot', l.id, 'lot_no', l.no, 'used', m.out_mg)) FROM edge o JOIN lot l ON l.id = o.dst
    JOIN lot_mass m ON m.id = l.id WHERE o.src = t.id) AS "outs{}",
  (SELECT json_group_array(i.src) FROM edge i WHERE i.dst = t.id) AS "ins{}"
FROM transform t
WHERE t.id = :id
