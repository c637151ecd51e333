-- By primary key.
SELECT run, content FROM batch WHERE id = ?1
