-- The villages that a lot came from: of the plots, else of their growers. Recursion along edge_back, then primary keys.
WITH RECURSIVE up(id) AS ( -- the lots that it was made of, as far back as they go: edge_back
  VALUES(:id)
  UNION SELECT b.src FROM up CROSS JOIN edge a ON a.dst = up.id CROSS JOIN edge b ON b.dst = a.src
    WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = a.n))
SELECT DISTINCT coalesce(p.village, g.village) AS village
FROM up CROSS JOIN lot_source s ON s.lot = up.id LEFT JOIN plot p ON p.id = s.plot LEFT JOIN party g ON g.id = s.grower
WHERE coalesce(p.village, g.village) IS NOT NULL
ORDER BY 1
