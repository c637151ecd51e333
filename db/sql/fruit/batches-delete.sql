DELETE FROM batch WHERE run = ?1
