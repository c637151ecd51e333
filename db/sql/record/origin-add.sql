INSERT INTO origin(name, vkey, own) VALUES (:name, :vkey, :own)
