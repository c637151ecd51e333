-- Primary key, by its first column.
SELECT audience, salt, body FROM event_private WHERE n = ?1
