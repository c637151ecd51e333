DELETE FROM chunk WHERE run = ?1
