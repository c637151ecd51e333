-- sample_id.
SELECT id, lot, lot_no, run, run_no, grade_class, content AS "content{}", judged AS "judged{}", state,
  simulated AS "simulated?", was AS "was{}", hold, at, actor_name, void AS "void?", void_reason
FROM sample_row
WHERE id = :id
