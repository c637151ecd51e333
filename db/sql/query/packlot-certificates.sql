-- The harvest lots that a pack lot was made of: recursion along edge_back, then primary keys. Numbers: each certificate
-- once, as the cooperatives gave them.
WITH RECURSIVE up(id) AS ( -- the lots that it was made of, as far back as they go: edge_back
  VALUES(:lot)
  UNION SELECT b.src FROM up CROSS JOIN edge a ON a.dst = up.id CROSS JOIN edge b ON b.dst = a.src
    WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = a.n))
SELECT count(*) AS lots, coalesce(sum(h.certified), 0) AS certified,
  coalesce(sum(h.certificate_no IS NOT NULL), 0) AS numbered,
  count(DISTINCT h.coop) AS cooperatives, max(p.name) AS cooperative_name,
  max(p.name_en) AS cooperative_name_en, max(p.phone) AS cooperative_phone,
  count(DISTINCT h.certificate_no) AS numbers, group_concat(DISTINCT h.certificate_no) AS number_list
FROM (
  SELECT l.id, d.coop, nullif(l.certificate_no, '') AS certificate_no,
    coalesce(l.certificate_no, '') <> '' OR coalesce(l.certificate_received, 0) AS certified
  FROM up CROSS JOIN lot l ON l.id = up.id LEFT JOIN delivery d ON d.id = l.delivery
  WHERE l.kind = 'harvest' AND l.made IS NULL) h
  LEFT JOIN party p ON p.id = h.coop
