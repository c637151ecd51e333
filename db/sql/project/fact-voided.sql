-- The earliest void by (lc, origin name) counts. Primary key.
INSERT INTO fix(of_n, n, lc, org, reason) VALUES (:of, :n, :lc, :org, :reason)
ON CONFLICT(of_n) DO UPDATE SET
  n = excluded.n, lc = excluded.lc, org = excluded.org, reason = excluded.reason
WHERE (excluded.lc, excluded.org) < (fix.lc, fix.org)
