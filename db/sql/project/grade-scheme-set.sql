-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO grade_scheme(id, lc, org, scheme, version, name, name_en, product, sha256, active)
VALUES (:id, :lc, :org, :scheme, :version, :name, :name_en, :product, :sha256, :active)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, scheme = excluded.scheme, version = excluded.version, name = excluded.name,
  name_en = excluded.name_en, product = excluded.product, sha256 = excluded.sha256, active = excluded.active
WHERE (excluded.lc, excluded.org) > (grade_scheme.lc, grade_scheme.org)
