-- access_secret. The code's SHA-256 as a blob ("hex:…") or as hex.
SELECT party, id FROM access
WHERE secret = CASE typeof(:code_sha256) WHEN 'blob' THEN lower(hex(:code_sha256)) ELSE lower(:code_sha256) END
  AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = access.id)
ORDER BY id LIMIT 1
