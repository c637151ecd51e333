-- Newest first: the few of transform_scrap, or the transforms of a lot by its edges.
SELECT id, lot, lot_no, mg, reason, cases AS "cases{}", at, actor_name, void AS "void?"
FROM scrap_row
WHERE (:lot IS NULL OR id IN (SELECT dst FROM edge WHERE src = :lot)) AND (:before IS NULL OR id < :before)
ORDER BY id DESC
LIMIT coalesce(:limit, 100)
