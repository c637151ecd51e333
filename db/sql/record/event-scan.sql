-- Everything, in the order of the primary key.
SELECT n, type, public, leaf FROM event ORDER BY n
