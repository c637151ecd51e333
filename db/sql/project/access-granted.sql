-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO access(
  id, lc, org, party, secret)
VALUES (
  :id, :lc, :org, :party, lower(:code_sha256))
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, party = excluded.party, secret = excluded.secret
WHERE (excluded.lc, excluded.org) > (access.lc, access.org)
