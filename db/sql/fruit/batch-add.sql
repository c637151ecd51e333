INSERT INTO batch(id, run, content) VALUES (?1, ?2, ?3)
