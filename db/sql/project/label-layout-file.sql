-- The same digest is the same file.
INSERT INTO label_layout_file(sha256, text) SELECT :sha256, :file WHERE :sha256 IS NOT NULL AND :file IS NOT NULL
ON CONFLICT(sha256) DO NOTHING
