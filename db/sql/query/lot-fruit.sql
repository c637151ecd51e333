-- Whose fruit a lot has now (fruit_share_lot: what came in, less what left for other lots; with :whole all that came), or with :transform what it gave
-- to that (primary key). No row: it is a harvest lot as it was delivered.
SELECT s.source, l.no AS source_no, d.no AS delivery_no, d.coop AS cooperative, p.name AS cooperative_name, s.mg
FROM (
  SELECT source, sum(CASE WHEN part = 'out' THEN mg WHEN :whole THEN 0 ELSE -mg END) AS mg
  FROM fruit_share
  WHERE :transform IS NULL AND lot = :lot AND part IN ('in', 'out') AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = fruit_share.n)
    AND EXISTS (SELECT 1 FROM lot WHERE id = :lot AND delivery IS NULL)
  GROUP BY source HAVING sum(CASE WHEN part = 'out' THEN mg WHEN :whole THEN 0 ELSE -mg END) > 0
  UNION ALL
  SELECT source, mg FROM fruit_share WHERE :transform IS NOT NULL AND n = :transform AND part = 'in' AND lot = :lot) s
  LEFT JOIN lot l ON l.id = s.source LEFT JOIN delivery d ON d.id = l.delivery LEFT JOIN party p ON p.id = d.coop
ORDER BY s.source
