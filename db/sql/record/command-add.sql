INSERT INTO command(id, n, events, request, answer) VALUES (?1, ?2, ?3, ?4, ?5)
