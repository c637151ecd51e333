-- Primary key.
SELECT name FROM origin WHERE id = :id
