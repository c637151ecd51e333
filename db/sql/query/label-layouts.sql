-- A few dozen rows, by name; the file by its primary key.
SELECT l.id, l.name, l.version, l.sha256, l.active AS "active?", f.text AS file
FROM label_layout l JOIN label_layout_file f ON f.sha256 = l.sha256
WHERE (:id IS NULL OR l.id = :id) AND (:all <> 0 OR :id IS NOT NULL OR coalesce(l.active, 1) <> 0)
ORDER BY l.name, l.id
