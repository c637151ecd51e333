INSERT INTO chunk(run, first, n, packed) VALUES (?1, ?2, ?3, ?4)
