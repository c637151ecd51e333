-- By grade_scheme_version_scheme: where a version's name stands for other content already, in this scheme or in another of its id.
SELECT v.sha256, (SELECT at FROM act WHERE n = v.id) AS at FROM grade_scheme_version v JOIN grade_scheme s ON s.id = v.scheme
WHERE (s.scheme = :scheme OR s.id = :id) AND v.version = :version AND v.sha256 <> :sha256
ORDER BY v.id LIMIT 1
