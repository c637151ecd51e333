-- Tens of rows, scanned; their varieties by variety_product.
SELECT p.id, p.name, p.name_en, p.initials, p.kind, p.season_from, coalesce(p.active, 1) AS "active?",
  (SELECT json_group_array(json_object('id', v.id, 'name', v.name, 'name_en', v.name_en, 'initials', v.initials,
      'active', json(iif(coalesce(v.active, 1) <> 0, 'true', 'false'))))
    FROM variety v WHERE v.product = p.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = v.id)
      AND (coalesce(:all, 1) <> 0 OR coalesce(v.active, 1) <> 0))
  AS "varieties{}"
FROM product p
WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = p.id)
  AND (coalesce(:all, 1) <> 0 OR coalesce(p.active, 1) <> 0)
ORDER BY p.id
