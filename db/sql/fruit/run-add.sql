INSERT INTO run(run, state, n, mass_mg) VALUES (?1, 0, 0, 0)
