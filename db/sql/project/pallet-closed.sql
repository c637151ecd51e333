-- Each event's own row. Primary key.
INSERT INTO pallet_close(id, pallet) VALUES (:n, :pallet)
