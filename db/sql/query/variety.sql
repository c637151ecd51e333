-- Primary key.
SELECT id, product, name, name_en FROM variety WHERE id = :id
