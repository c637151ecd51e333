-- When the fruit of a pack lot was weighed in. Recursion along edge_back, then primary keys.
WITH RECURSIVE up(id) AS ( -- the lots that it was made of, as far back as they go: edge_back
  VALUES(:lot)
  UNION SELECT b.src FROM up CROSS JOIN edge a ON a.dst = up.id CROSS JOIN edge b ON b.dst = a.src
    WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = a.n))
SELECT min(coalesce(d.day, l.day)) AS weighed_from, max(coalesce(d.day, l.day)) AS weighed_to
FROM up CROSS JOIN lot l ON l.id = up.id LEFT JOIN delivery d ON d.id = l.delivery
WHERE l.kind = 'harvest' AND l.made IS NULL
