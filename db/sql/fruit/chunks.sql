-- By the unique index, in its order; the totals beside each row are of the same moment. A run without fruit has one row.
SELECT c.first, c.n, c.packed, r.n, r.mass_mg, r.state, r.digest
FROM run r LEFT JOIN chunk c ON c.run = r.run
WHERE r.run = ?1
ORDER BY c.first
