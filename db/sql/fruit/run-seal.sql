UPDATE run SET state = 1, digest = ?2 WHERE run = ?1
