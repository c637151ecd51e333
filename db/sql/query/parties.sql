-- Some thousands of rows, scanned: a name of two characters is found by no tokenizer, and a typed letter
-- must match pinyin initials. instr, not LIKE: what people type has no wildcards.
SELECT p.id, p.kind, p.name, p.name_en, p.initials, p.code, p.coop AS cooperative, c.name AS cooperative_name,
  p.village, v.name AS village_name, p.phone, p.address,
  coalesce(p.active, 1) AS "active?"
FROM party p LEFT JOIN party c ON c.id = p.coop LEFT JOIN village v ON v.id = p.village
WHERE (:kind IS NULL OR p.kind = :kind)
  AND (:cooperative IS NULL OR p.coop = :cooperative)
  AND (coalesce(:q, '') = '' OR instr(lower(p.name), lower(:q)) > 0 OR instr(p.initials, lower(:q)) > 0
    OR instr(lower(p.name_en), lower(:q)) > 0 OR lower(p.code) = lower(:q))
  AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = p.id)
  AND (coalesce(:all, 1) <> 0 OR coalesce(p.active, 1) <> 0)
  AND (:after IS NULL OR (coalesce(p.initials, ''), coalesce(p.name, ''), p.id)
    > (SELECT coalesce(initials, ''), coalesce(name, ''), id FROM party WHERE id = :after))
ORDER BY coalesce(p.initials, ''), coalesce(p.name, ''), p.id
LIMIT coalesce(:limit, -1)
