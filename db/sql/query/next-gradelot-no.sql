-- lot_run: a dozen rows, voids counted.
SELECT 1 + count(*) AS no FROM lot WHERE run = :run
