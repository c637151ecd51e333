-- pallet_close_pallet: the act that closed it and is not void.
SELECT id FROM pallet_close
WHERE pallet = :pallet AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = pallet_close.id)
ORDER BY id DESC
LIMIT 1
