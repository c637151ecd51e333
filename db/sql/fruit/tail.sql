-- By the unique index: the batches behind the last whole chunk.
SELECT first, n, packed FROM chunk WHERE run = ?1 AND first >= ?2 ORDER BY first
