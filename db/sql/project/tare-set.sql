-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO tare(
  id, lc, org, crate_type, mg, from_day, owner)
VALUES (
  :id, :lc, :org, :crate_type, :mg, :from, :owner)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, crate_type = excluded.crate_type, mg = excluded.mg,
  from_day = excluded.from_day, owner = excluded.owner
WHERE (excluded.lc, excluded.org) > (tare.lc, tare.org)
