-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO report_bind(id, lc, org, report, run) VALUES (:id, :lc, :org, :report, :run)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, report = excluded.report, run = excluded.run
WHERE (excluded.lc, excluded.org) > (report_bind.lc, report_bind.org)
