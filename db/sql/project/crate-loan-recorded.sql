-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO crate_loan(
  id, lc, org, coop, grower, delivery, crate_type, lent, returned)
VALUES (
  :id, :lc, :org, :cooperative, :grower, :delivery, :crate_type, :lent, :returned)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, coop = excluded.coop, grower = excluded.grower,
  delivery = excluded.delivery, crate_type = excluded.crate_type, lent = excluded.lent,
  returned = excluded.returned
WHERE (excluded.lc, excluded.org) > (crate_loan.lc, crate_loan.org)
