-- One row an event, whatever came before it.
INSERT INTO grade_scheme_version(id, scheme, version, sha256) VALUES (:n, :id, :version, :sha256)
ON CONFLICT(id) DO NOTHING
