-- A range of the primary key.
SELECT e.n AS id, o.name AS origin, e.seq, e.type, json_extract(e.public, '$.day') AS day, e.leaf,
  e.public AS "public{}"
FROM event e JOIN origin o ON o.id = e.origin
WHERE e.n > coalesce(:after, -1)
ORDER BY e.n
LIMIT coalesce(:limit, 100)
