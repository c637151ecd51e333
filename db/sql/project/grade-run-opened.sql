-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO grade_run(
  id, lc, org, no, product, variety, scheme, scheme_version, scheme_sha256, mixing, machine, season, day)
VALUES (
  :id, :lc, :org, :no, :product, :variety, :scheme, :scheme_version, :scheme_sha256, :mixing, :machine, :season, :day)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, no = excluded.no, product = excluded.product, variety = excluded.variety,
  scheme = excluded.scheme, scheme_version = excluded.scheme_version, scheme_sha256 = excluded.scheme_sha256,
  mixing = excluded.mixing, machine = excluded.machine, season = excluded.season, day = excluded.day
WHERE (excluded.lc, excluded.org) > (grade_run.lc, grade_run.org)
