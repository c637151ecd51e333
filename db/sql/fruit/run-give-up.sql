UPDATE run SET state = 2 WHERE run = ?1
