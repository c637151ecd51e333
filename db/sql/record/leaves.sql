-- A range of the primary key.
SELECT leaf FROM event WHERE n >= ?1 AND n < ?2 ORDER BY n
