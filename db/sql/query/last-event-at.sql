-- The end of the own origin's range of the primary key, and its private part.
SELECT p.body ->> 'at' AS at
FROM event_private p
WHERE p.audience = 3 AND p.n = (SELECT max(e.n) FROM event e
  WHERE e.n >= (SELECT max(id) FROM origin WHERE own = 1) << 40
    AND e.n < ((SELECT max(id) FROM origin WHERE own = 1) + 1) << 40)
