-- Primary key.
SELECT leaf, public FROM event WHERE n = ?1
