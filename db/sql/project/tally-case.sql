-- A correction is no further case. Primary key.
INSERT INTO tally(org, cases) SELECT :org, 1 WHERE :id = :n
ON CONFLICT(org) DO UPDATE SET cases = cases + 1
