-- One row an event.
INSERT INTO hold_release(n, lc, org, hold, sample) VALUES (:n, :lc, :org, :hold, :sample)
ON CONFLICT(n) DO NOTHING
