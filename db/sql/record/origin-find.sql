-- UNIQUE(name).
SELECT id, vkey, own FROM origin WHERE name = :name
