-- Primary key.
SELECT id, product, name, name_en, initials, coalesce(active, 1) AS "active?" FROM variety WHERE id = :id
