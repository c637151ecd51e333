-- The cooperatives whose fruit is in a lot. Recursion along edge_back, then primary keys.
WITH RECURSIVE up(id) AS ( -- the lots that it was made of, as far back as they go: edge_back
  VALUES(:id)
  UNION SELECT b.src FROM up CROSS JOIN edge a ON a.dst = up.id CROSS JOIN edge b ON b.dst = a.src
    WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = a.n))
SELECT DISTINCT d.coop AS cooperative
FROM up CROSS JOIN lot l ON l.id = up.id JOIN delivery d ON d.id = l.delivery
WHERE d.coop IS NOT NULL
ORDER BY 1
