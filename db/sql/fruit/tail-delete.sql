DELETE FROM chunk WHERE run = ?1 AND first >= ?2
