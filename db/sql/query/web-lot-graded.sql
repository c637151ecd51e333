-- When and by which scheme the fruit of a pack lot was graded. Recursion along edge_back, then primary keys.
WITH RECURSIVE up(id) AS ( -- the lots that it was made of, as far back as they go: edge_back
  VALUES(:lot)
  UNION SELECT b.src FROM up CROSS JOIN edge a ON a.dst = up.id CROSS JOIN edge b ON b.dst = a.src
    WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = a.n))
SELECT min(r.day) AS graded_from, max(r.day) AS graded_to, count(DISTINCT r.scheme_sha256) AS schemes,
  max(s.name) AS scheme_name, max(s.name_en) AS scheme_name_en, max(r.scheme_version) AS scheme_version
FROM up CROSS JOIN lot l ON l.id = up.id CROSS JOIN grade_run r ON r.id = l.run LEFT JOIN grade_scheme s ON s.id = r.scheme
WHERE l.kind = 'graded' AND r.day IS NOT NULL
