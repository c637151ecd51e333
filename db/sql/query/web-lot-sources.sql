-- When a pack lot was weighed in: edge_back twice (lot ← transform ← harvest lots), then primary keys.
SELECT min(coalesce(d.day, l.day)) AS weighed_from, max(coalesce(d.day, l.day)) AS weighed_to
FROM edge a CROSS JOIN edge b ON b.dst = a.src CROSS JOIN lot l ON l.id = b.src
  LEFT JOIN delivery d ON d.id = l.delivery
WHERE a.dst = :lot AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = a.n)
