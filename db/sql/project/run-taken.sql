-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO run_take(id, lc, org, run, kind, grade_class, outlet, mg, fruit, mode)
VALUES (:id, :lc, :org, :run, :kind, :grade_class, :outlet, :mg, :fruit, :mode)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, run = excluded.run, kind = excluded.kind, grade_class = excluded.grade_class,
  outlet = excluded.outlet, mg = excluded.mg, fruit = excluded.fruit, mode = excluded.mode
WHERE (excluded.lc, excluded.org) > (run_take.lc, run_take.org)
