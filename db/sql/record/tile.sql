-- Primary key.
SELECT hashes FROM hash_tile WHERE origin = ?1 AND level = ?2 AND idx = ?3
