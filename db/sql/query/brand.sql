-- Primary key.
SELECT id, name, name_en, initials, story, story_en, owner, product, gtin, mark, licence AS "licence{}",
  picture_sha256, picture_type, coalesce(certificates, '[]') AS "certificates{}", coalesce(active, 1) AS "active?"
FROM brand WHERE id = :id
