-- The end of the own origin's range of the primary key.
SELECT size, note FROM checkpoint
WHERE origin = (SELECT id FROM origin WHERE own = 1 ORDER BY id DESC LIMIT 1)
ORDER BY size DESC LIMIT 1
