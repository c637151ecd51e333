-- A season has some thousands.
SELECT run, n, mass_mg, state, digest FROM run ORDER BY run
