-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO run_feed(id, lc, org, run, lot, mg) VALUES (:id, :lc, :org, :run, :lot, :mg)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, run = excluded.run, lot = excluded.lot, mg = excluded.mg
WHERE (excluded.lc, excluded.org) > (run_feed.lc, run_feed.org)
