-- Newest first. By sample_lot, by sample_run, or the primary key backwards.
SELECT id, lot, lot_no, run, run_no, grade_class, content AS "content{}", judged AS "judged{}", state,
  simulated AS "simulated?", was AS "was{}", hold, at, actor_name, void AS "void?", void_reason
FROM sample_row
WHERE id IN (
    SELECT id FROM sample WHERE :lot IS NOT NULL AND lot = :lot
    UNION ALL SELECT id FROM sample WHERE :lot IS NULL AND :run IS NOT NULL AND run = :run
    UNION ALL SELECT id FROM (SELECT id FROM sample WHERE :lot IS NULL AND :run IS NULL
        AND (:before IS NULL OR n < :before) ORDER BY n DESC LIMIT coalesce(:limit, 200)))
  AND (:run IS NULL OR run = :run) AND (:before IS NULL OR id < :before)
ORDER BY id DESC
LIMIT coalesce(:limit, 200)
