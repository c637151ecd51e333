-- Tens of rows: scanned.
SELECT id, name, name_en, story, story_en, owner, product, gtin, mark, licence AS "licence{}" FROM brand
WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = brand.id)
ORDER BY id
