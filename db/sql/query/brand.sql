-- Primary key.
SELECT id, name, name_en, story, story_en, owner, product, gtin, mark, licence AS "licence{}" FROM brand WHERE id = :id
