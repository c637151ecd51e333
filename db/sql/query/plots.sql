-- Of one grower by plot_grower; all of them: some thousands, scanned.
SELECT l.id, l.grower, g.name AS grower_name, l.name, l.initials, l.area_m2, l.product,
  p.name AS product_name, l.variety, v.name AS variety_name, l.village, h.name AS village_name,
  coalesce(l.active, 1) AS "active?"
FROM plot l LEFT JOIN party g ON g.id = l.grower LEFT JOIN variety v ON v.id = l.variety
  LEFT JOIN product p ON p.id = l.product LEFT JOIN village h ON h.id = l.village
WHERE l.id IN (SELECT id FROM plot WHERE grower = :grower UNION ALL SELECT id FROM plot WHERE :grower IS NULL)
  AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = l.id)
  AND (coalesce(:all, 1) <> 0 OR coalesce(l.active, 1) <> 0)
  AND (coalesce(:q, '') = '' OR instr(lower(l.name), lower(:q)) > 0 OR instr(l.initials, lower(:q)) > 0
    OR instr(lower(g.name), lower(:q)) > 0 OR instr(g.initials, lower(:q)) > 0)
  AND (:after IS NULL OR (coalesce(l.initials, ''), coalesce(l.name, ''), l.id)
    > (SELECT coalesce(initials, ''), coalesce(name, ''), id FROM plot WHERE id = :after))
ORDER BY coalesce(l.initials, ''), coalesce(l.name, ''), l.id
LIMIT coalesce(:limit, -1)
