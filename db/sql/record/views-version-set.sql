INSERT INTO meta(key, value) VALUES ('views_version', :version)
ON CONFLICT(key) DO UPDATE SET value = excluded.value
