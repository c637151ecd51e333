-- A correction is no further pallet. Primary key.
INSERT INTO tally(org, cases, pallets) SELECT :org, 0, 1 WHERE :id = :n
ON CONFLICT(org) DO UPDATE SET pallets = pallets + 1
