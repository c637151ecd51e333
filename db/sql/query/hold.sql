-- Primary key.
SELECT id, lot, lot_no, run, run_no, grade_class, grade_class_name, grade_class_name_en, stops, sample, failed AS "failed{}", reason, state, at, actor_name,
  released_at, released_by, release_reason, release_sample, later_passed
FROM hold_row
WHERE id = :id
