UPDATE run SET n = n + ?2, mass_mg = mass_mg + ?3 WHERE run = ?1
