-- Primary key.
SELECT key, value FROM meta WHERE key = :key
