INSERT INTO event_private(n, audience, salt, body) VALUES (?1, ?2, ?3, ?4)
