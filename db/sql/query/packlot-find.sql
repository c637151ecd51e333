-- From the lot :lot along the primary key of edge: its transforms, then what they filled; or a label of it that was printed
-- beforehand, by hu_reserved. Not one into which fruit of another lot went: edge_back.
SELECT p.id, p.no
FROM lot p
WHERE p.id IN (
    SELECT b.dst FROM edge a CROSS JOIN edge b ON b.src = a.dst
    WHERE a.src = :lot AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = a.n)
    UNION ALL SELECT u.lot FROM handling_unit u WHERE u.source = :lot AND u.net_mg IS NULL AND u.kind = 'case')
  AND p.kind = 'pack' AND p.gtin IS :gtin AND p.grade_class IS :grade_class
  AND p.packed_on IS :packed_on AND p.nominal_mg IS :nominal_mg AND p.size IS :size AND p.layout IS :layout
  AND p.brand IS :brand
  AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = p.id)
  AND NOT EXISTS (SELECT 1 FROM edge x CROSS JOIN edge y ON y.dst = x.src
    WHERE x.dst = p.id AND y.src <> :lot AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = y.n))
ORDER BY p.id DESC
LIMIT 1
