-- The last of one origin: the end of its range of the primary key.
SELECT seq, lc FROM event WHERE n >= ?1 << 40 AND n < (?1 + 1) << 40 ORDER BY n DESC LIMIT 1
