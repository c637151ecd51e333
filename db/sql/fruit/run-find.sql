-- By primary key.
SELECT run, n, mass_mg, state, digest FROM run WHERE run = ?1
