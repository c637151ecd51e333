-- Primary key of tally: those of all logs that this station ever wrote, so that no SSCC comes twice.
SELECT 1 + coalesce(sum(t.pallets), 0) AS running,
  1 + coalesce((SELECT pallets FROM tally WHERE org = (SELECT name FROM origin WHERE own = 1 ORDER BY id DESC LIMIT 1)), 0) AS no
FROM origin o JOIN tally t ON t.org = o.name WHERE o.own = 1
