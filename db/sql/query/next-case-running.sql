-- Primary key of tally.
SELECT 1 + coalesce((SELECT cases FROM tally WHERE org = o.name), 0) AS running
FROM origin o WHERE own = 1 ORDER BY id DESC LIMIT 1
