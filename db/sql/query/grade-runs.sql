-- Newest first. By grade_run_day, or the primary key backwards.
SELECT id, no, product, product_name, variety, variety_name, scheme, scheme_name, scheme_version, scheme_sha256, mixing,
  machine, machine_name, day, season, state, opened_at, closed_at, closed_by_name, in_mg, feeds AS "feeds{}", takes AS "takes{}",
  lots AS "lots{}", unaccounted_mg, reason, fruit AS "fruit{}",
  limit_ppm, limit_mg
FROM grade_run_row
WHERE id IN (
    SELECT id FROM grade_run WHERE :day IS NOT NULL AND day = :day
    UNION ALL SELECT id FROM (SELECT id FROM grade_run WHERE :day IS NULL AND (:before IS NULL OR id < :before)
      ORDER BY id DESC LIMIT CASE WHEN :state IS NULL THEN coalesce(:limit, 200) ELSE -1 END))
  AND (:state IS NULL OR state = :state) AND (:before IS NULL OR id < :before)
ORDER BY id DESC
LIMIT coalesce(:limit, 200)
