-- Primary key.
SELECT leaf FROM event WHERE n = ?1
