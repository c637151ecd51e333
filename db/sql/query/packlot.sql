-- Primary key, or lot_gtin; its cases by hu_lot; where it came from by edge_back.
SELECT l.id, l.no, l.gtin, l.product, p.name AS product_name, p.name_en AS product_name_en,
  p.kind AS product_kind, l.variety, v.name AS variety_name, v.name_en AS variety_name_en, l.grade_class,
  (SELECT json_group_array(json_object('id', h.id, 'name', h.name, 'name_en', h.name_en,
      'township', h.township, 'township_en', h.township_en, 'county', h.county,
      'county_en', h.county_en, 'altitude_m', h.altitude_m))
    FROM lot_place x JOIN village h ON h.id = x.village WHERE x.lot = l.id) AS "places{}",
  (SELECT json_group_array(json_object('id', c.id, 'name', c.name, 'name_en', c.name_en))
    FROM lot_party x JOIN party c ON c.id = x.party WHERE x.lot = l.id) AS "cooperatives{}",
  l.picked_from, l.picked_to, l.packed_on, l.nominal_mg, l.day, l.season,
  (SELECT json_object('id', b.id, 'name', b.name, 'name_en', b.name_en, 'initials', b.initials, 'story', b.story,
      'story_en', b.story_en, 'owner', b.owner, 'product', b.product, 'gtin', b.gtin, 'mark', b.mark,
      'licence', json(b.licence), 'picture_sha256', b.picture_sha256,
      'picture_type', b.picture_type, 'active', json(iif(coalesce(b.active, 1) <> 0, 'true', 'false')),
      'certificates', json(coalesce(b.certificates, '[]')))
    FROM brand b WHERE b.id = l.brand) AS "brand{}",
  (SELECT count(*) FROM case_live u WHERE u.lot = l.id) AS cases,
  (SELECT coalesce(sum(net_mg), 0) FROM case_live u WHERE u.lot = l.id) AS net_mg,
  l.size, l.plan, l.layout,
  EXISTS (WITH RECURSIVE up(id) AS (VALUES(l.id)
      UNION SELECT b.src FROM up CROSS JOIN edge a ON a.dst = up.id CROSS JOIN edge b ON b.dst = a.src)
    SELECT 1 FROM weighing w WHERE w.simulated = 1 AND w.lot IN (SELECT id FROM up)) AS "simulated?",
  EXISTS (SELECT 1 FROM fix WHERE of_n = l.id) AS "void?"
FROM lot l LEFT JOIN product p ON p.id = l.product LEFT JOIN variety v ON v.id = l.variety
WHERE (l.id = :id OR (l.gtin = :gtin AND l.no = :no)) AND l.kind = 'pack'
ORDER BY l.id
LIMIT 1
