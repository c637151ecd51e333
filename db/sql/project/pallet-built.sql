-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO pallet(
  id, lc, org, no, internal, for_whom, for_order, day)
VALUES (
  :id, :lc, :org, :no, :internal, :to, :order, :day)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, no = excluded.no, internal = excluded.internal,
  for_whom = excluded.for_whom, for_order = excluded.for_order, day = excluded.day
WHERE (excluded.lc, excluded.org) > (pallet.lc, pallet.org)
