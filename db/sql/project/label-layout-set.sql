-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO label_layout(id, lc, org, name, version, sha256, active)
VALUES (:id, :lc, :org, :name, :version, :sha256, :active)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, name = excluded.name, version = excluded.version, sha256 = excluded.sha256,
  active = excluded.active
WHERE (excluded.lc, excluded.org) > (label_layout.lc, label_layout.org)
