-- Primary key.
SELECT t.id, t.run, t.kind, t.grade_class, t.mg, EXISTS (SELECT 1 FROM fix WHERE of_n = t.id) AS "void?"
FROM run_take t WHERE t.id = :id
