-- label_layout_name, then the file's primary key; two stations may each have made one: the older entity holds.
SELECT l.id, l.sha256, f.text AS file
FROM label_layout l JOIN label_layout_file f ON f.sha256 = l.sha256
WHERE l.name = :name AND coalesce(l.active, 1) <> 0
ORDER BY l.id
LIMIT 1
