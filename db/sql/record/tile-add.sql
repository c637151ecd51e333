INSERT INTO hash_tile(origin, level, idx, hashes) VALUES (?1, ?2, ?3, ?4)
