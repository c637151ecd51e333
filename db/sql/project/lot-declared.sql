-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO lot(
  id, lc, org, no, kind, delivery, product, variety, harvested_on, certificate_no,
  certificate_received)
VALUES (
  :id, :lc, :org, :no, 'harvest', :delivery, :product, :variety, :harvested_on, :certificate_no,
  :certificate_received)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, no = excluded.no, kind = excluded.kind,
  delivery = excluded.delivery, product = excluded.product, variety = excluded.variety,
  harvested_on = excluded.harvested_on, certificate_no = excluded.certificate_no,
  certificate_received = excluded.certificate_received
WHERE (excluded.lc, excluded.org) > (lot.lc, lot.org)
