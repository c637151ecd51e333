-- A few dozen rows, by name.
SELECT s.id, s.scheme, s.version, s.name, s.name_en, s.product, p.name AS product_name, s.sha256, s.active AS "active?",
  f.text AS file, (SELECT at FROM act WHERE n = (
    SELECT min(v.id) FROM grade_scheme_version v WHERE v.scheme = s.id AND v.sha256 = s.sha256)) AS since
FROM grade_scheme s LEFT JOIN product p ON p.id = s.product LEFT JOIN grade_scheme_file f ON f.sha256 = s.sha256
WHERE (:id IS NULL OR s.id = :id) AND (coalesce(:all, 0) <> 0 OR :id IS NOT NULL OR coalesce(s.active, 1) <> 0)
ORDER BY s.name, s.id
