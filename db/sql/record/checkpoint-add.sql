INSERT INTO checkpoint(origin, size, note) VALUES (?1, ?2, ?3)
