-- What a pack lot was filled from: edge_back twice (lot ← transform ← harvest lots), then primary keys.
SELECT count(*) AS lots, count(h.certificate_no) AS certified, min(h.day) AS weighed_from, max(h.day) AS weighed_to
FROM (
  SELECT l.id, coalesce(nullif(l.certificate_no, ''), iif(l.certificate_received, 'received', NULL)) AS certificate_no, coalesce(d.day, l.day) AS day
  FROM edge a CROSS JOIN edge b ON b.dst = a.src CROSS JOIN lot l ON l.id = b.src
    LEFT JOIN delivery d ON d.id = l.delivery
  WHERE a.dst = :lot AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = a.n)
  GROUP BY l.id) h
