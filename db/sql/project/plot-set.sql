-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO plot(
  id, lc, org, village, grower, name, initials, area_m2, product, variety,
  active)
VALUES (
  :id, :lc, :org, :village, :grower, :name, :initials, :area_m2, :product, :variety,
  :active)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, village = excluded.village, grower = excluded.grower,
  name = excluded.name, initials = excluded.initials, area_m2 = excluded.area_m2,
  product = excluded.product, variety = excluded.variety,
  active = excluded.active
WHERE (excluded.lc, excluded.org) > (plot.lc, plot.org)
