-- Withdrawing is the void of the grant. Primary key.
INSERT INTO fix(of_n, n, lc, org, reason) VALUES (:access, :n, :lc, :org, NULL)
ON CONFLICT(of_n) DO UPDATE SET
  n = excluded.n, lc = excluded.lc, org = excluded.org, reason = excluded.reason
WHERE (excluded.lc, excluded.org) < (fix.lc, fix.org)
