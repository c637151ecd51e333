-- By the unique index alone.
SELECT count(*) FROM chunk WHERE run = ?1 AND first >= ?2
