-- Primary key.
SELECT request, answer FROM command WHERE id = ?1
