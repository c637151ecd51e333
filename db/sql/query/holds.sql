-- Newest first. By the open holds above a lot (few), by hold_lot and hold_run, or the primary key backwards.
SELECT id, lot, lot_no, run, run_no, grade_class, grade_class_name, grade_class_name_en, stops, sample, failed AS "failed{}", reason, state, at, actor_name,
  released_at, released_by, release_reason, release_sample, later_passed
FROM hold_row
WHERE id IN (
    SELECT hold FROM held_lot WHERE :lot IS NOT NULL AND lot = :lot
    UNION SELECT id FROM hold WHERE :lot IS NOT NULL AND lot = :lot
    UNION SELECT id FROM hold WHERE :lot IS NULL AND :run IS NOT NULL AND run = :run
    UNION SELECT h.id FROM run_feed f CROSS JOIN hold h ON h.lot = f.lot WHERE :lot IS NULL AND f.run = :run
    UNION SELECT id FROM (SELECT id FROM hold WHERE :lot IS NULL AND :run IS NULL
        AND (:before IS NULL OR id < :before)
      ORDER BY id DESC LIMIT CASE WHEN :state IS NULL THEN coalesce(:limit, 200) ELSE -1 END))
  AND (:state IS NULL OR state = :state) AND (:before IS NULL OR id < :before)
ORDER BY id DESC
LIMIT coalesce(:limit, 200)
