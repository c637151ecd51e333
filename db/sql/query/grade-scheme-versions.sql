-- By grade_scheme_version_scheme, newest first: when each text was set first. Setting a product sets the same text again.
SELECT v.id, v.version, v.sha256, f.text AS file, (SELECT at FROM act WHERE n = v.id) AS at,
  (SELECT actor_name FROM act WHERE n = v.id) AS actor_name
FROM grade_scheme_version v LEFT JOIN grade_scheme_file f ON f.sha256 = v.sha256
WHERE v.scheme = :id AND NOT EXISTS (
  SELECT 1 FROM grade_scheme_version e WHERE e.scheme = v.scheme AND e.sha256 = v.sha256 AND e.id < v.id)
ORDER BY v.id DESC LIMIT 100
