-- One probe of the primary key; the latest by (lc, origin name) holds. A stub has no lc.
INSERT INTO delivery(
  id, lc, org, no, coop, product, variety, vehicle, part_of)
VALUES (
  :id, :lc, :org, :no, :cooperative, :product, :variety, :vehicle, :part_of)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, no = excluded.no, coop = excluded.coop,
  product = excluded.product, variety = excluded.variety, vehicle = excluded.vehicle,
  part_of = excluded.part_of
WHERE delivery.lc IS NULL
  OR (excluded.lc, excluded.org) > (delivery.lc, delivery.org)
