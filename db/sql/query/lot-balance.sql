-- Primary key; edges by their primary key (out) and edge_back (in). Loss and what is unaccounted are those
-- of the transforms that took from this lot.
SELECT m.in_mg, m.out_mg, coalesce(sum(t.loss_mg), 0) AS loss_mg,
  coalesce(sum(t.unaccounted_mg), 0) AS unaccounted_mg, m.in_mg - m.out_mg AS left_mg
FROM lot_mass m
  LEFT JOIN transform t ON t.id IN (SELECT n FROM edge WHERE src = m.id)
    AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = t.id)
WHERE m.id = :id
GROUP BY m.id
