-- A scan of the smallest index or of the table: only before a rebuild, for the progress.
SELECT count(*) FROM event
