-- From the lot :lot, harvested or graded, along the primary key of edge: its transforms, then what they filled.
SELECT p.id, p.no
FROM edge a CROSS JOIN edge b ON b.src = a.dst CROSS JOIN lot p ON p.id = b.dst
WHERE a.src = :lot AND p.kind = 'pack' AND p.gtin IS :gtin AND p.grade_class IS :grade_class
  AND p.packed_on IS :packed_on AND p.nominal_mg IS :nominal_mg
  AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = a.n) AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = p.id)
ORDER BY p.id DESC
LIMIT 1
