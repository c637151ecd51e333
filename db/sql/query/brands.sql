-- Tens of rows: scanned.
SELECT id, name, name_en, initials, story, story_en, owner, product, gtin, mark, licence AS "licence{}",
  picture_sha256, picture_type, coalesce(certificates, '[]') AS "certificates{}", coalesce(active, 1) AS "active?"
FROM brand
WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = brand.id)
  AND (coalesce(:all, 1) <> 0 OR coalesce(active, 1) <> 0)
ORDER BY id
