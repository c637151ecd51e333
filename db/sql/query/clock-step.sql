-- A day's range of mark's primary key: when the clock was put back last, and what it should have shown.
SELECT p.body ->> 'at' AS at, p.body ->> 'before' AS before
FROM mark m JOIN event_private p ON p.n = m.n AND p.audience = 3
WHERE m.day = :day AND m.kind = 'clock'
ORDER BY m.n DESC
LIMIT 1
