-- A handful of rows. The latest of the own logs is the one that is written.
SELECT id, name, vkey FROM origin WHERE own = 1 ORDER BY id DESC LIMIT 1
