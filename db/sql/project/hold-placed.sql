-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO hold(id, lc, org, lot, run, grade_class, stops, sample, failed, reason)
VALUES (:id, :lc, :org, :lot, :run, :grade_class, coalesce(:stops, 'all'), :sample, :failed, :reason)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, lot = excluded.lot, run = excluded.run, grade_class = excluded.grade_class,
  stops = excluded.stops, sample = excluded.sample, failed = excluded.failed, reason = excluded.reason
WHERE (excluded.lc, excluded.org) > (hold.lc, hold.org)
