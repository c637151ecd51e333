-- Primary key: that it is there, without its varieties.
SELECT id, name, kind, season_from FROM product WHERE id = :id AND name IS NOT NULL
