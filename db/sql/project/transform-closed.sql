-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO transform(
  id, lc, org, kind, loss_mg, unaccounted_mg, run, loss, reason, fruit, limit_ppm, limit_mg)
VALUES (
  :id, :lc, :org, :kind, (SELECT coalesce(sum(value ->> 'mg'), 0) FROM json_each(:loss)),
  coalesce(:unaccounted_mg, 0), :run, :loss, :reason, :fruit, :limit_ppm, :limit_mg)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, kind = excluded.kind, loss_mg = excluded.loss_mg,
  unaccounted_mg = excluded.unaccounted_mg, run = excluded.run, loss = excluded.loss, reason = excluded.reason,
  fruit = excluded.fruit, limit_ppm = excluded.limit_ppm, limit_mg = excluded.limit_mg
WHERE (excluded.lc, excluded.org) > (transform.lc, transform.org)
