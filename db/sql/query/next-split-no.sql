-- edge's primary key, then that of each transform: how many lots were made of this one, voids counted.
SELECT 1 + count(*) AS no
FROM edge i JOIN transform t ON t.id = i.dst JOIN edge o ON o.src = t.id
WHERE i.src = :lot AND t.kind IN ('split', 'regrade', 'override')
