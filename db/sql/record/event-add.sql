INSERT INTO event(n, origin, seq, lc, type, public, leaf) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
