-- Primary keys.
SELECT p.id, p.kind, p.name, p.name_en, p.initials, p.code, p.coop AS cooperative, c.name AS cooperative_name,
  p.village, v.name AS village_name, p.phone, p.address,
  coalesce(p.active, 1) AS "active?"
FROM party p LEFT JOIN party c ON c.id = p.coop LEFT JOIN village v ON v.id = p.village
WHERE p.id = :id
