-- A lot that is not itself a harvest lot says with the edge whose fruit it is ("shares"); every other is its own. So does
-- each part of a split, for parts that are divided apart need not sum to the whole. Every other out and loss is divided twice, as station/run/lot-fruit.c does while the run is open: by lots, and a lot's part by its fruit.
WITH ins AS MATERIALIZED (
  SELECT key AS i, value ->> 'lot' AS lot, value ->> 'mg' AS mg, value -> 'shares' AS shares FROM json_each(coalesce(:in, '[]'))),
weighed AS MATERIALIZED (SELECT json_group_array(mg) AS weights FROM (SELECT mg FROM ins ORDER BY i)),
fruit AS MATERIALIZED (
  SELECT i.i, i.lot, coalesce(s.key, 0) AS k, coalesce(s.value ->> 'lot', i.lot) AS source, coalesce(s.value ->> 'mg', i.mg) AS mg,
    CASE WHEN i.shares IS NULL THEN '[1]' ELSE (SELECT json_group_array(x.value ->> 'mg') FROM json_each(i.shares) x) END AS weights
  FROM ins i LEFT JOIN json_each(i.shares) s),
outs AS MATERIALIZED (
  SELECT 'out' AS part, key AS pos, value ->> 'lot' AS lot, value ->> 'mg' AS mg, value -> 'shares' AS shares
  FROM json_each(coalesce(:out, '[]'))
  UNION ALL SELECT 'loss', key, NULL, value ->> 'mg', NULL FROM json_each(coalesce(:loss, '[]')))
INSERT INTO fruit_share(n, part, pos, source, lot, mg)
SELECT :id, part, pos, source, lot, sum(mg)
FROM (
  SELECT 'in' AS part, i AS pos, source, lot, mg FROM fruit
  UNION ALL
  SELECT o.part, o.pos, f.source, o.lot, share_mg(share_mg(o.mg, f.i, (SELECT weights FROM weighed)), f.k, f.weights)
  FROM outs o CROSS JOIN fruit f
  WHERE o.shares IS NULL
  UNION ALL
  SELECT o.part, o.pos, s.value ->> 'lot', o.lot, s.value ->> 'mg' FROM outs o CROSS JOIN json_each(o.shares) s)
WHERE :kind IN ('grade', 'regrade', 'override', 'split', 'merge')
  AND EXISTS (SELECT 1 FROM transform WHERE id = :id AND lc = :lc AND org = :org)
GROUP BY part, pos, source
