-- Primary key; what belongs to it by run_feed_run, run_take_run, lot_run, transform_run.
SELECT id, no, product, product_name, variety, variety_name, scheme, scheme_name, scheme_version, scheme_sha256, mixing,
  machine, machine_name, day, season, state, opened_at, closed_at, closed_by_name, in_mg, feeds AS "feeds{}", takes AS "takes{}",
  lots AS "lots{}", unaccounted_mg, reason, fruit AS "fruit{}",
  limit_ppm, limit_mg, transform
FROM grade_run_row
WHERE id = :id
