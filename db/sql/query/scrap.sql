-- Primary key.
SELECT id, lot, lot_no, mg, reason, cases AS "cases{}", at, actor_name, void AS "void?"
FROM scrap_row WHERE id = :id
