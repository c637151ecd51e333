-- A correction is no further case. Primary key.
INSERT INTO tally(org, cases, pallets) SELECT :org, 1, 0 WHERE :id = :n
ON CONFLICT(org) DO UPDATE SET cases = cases + 1
