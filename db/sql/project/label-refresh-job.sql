-- The state of each label that the step is about: the latest step by (lc, origin name) that covers it, else reserved.
-- print_step_job gives the few steps of the job.
UPDATE label SET (state, reason) = (
  SELECT coalesce(max(s.state), 'reserved'), max(s.reason) FROM (
    SELECT state, reason FROM print_step
    WHERE job = label.job AND label.pos >= first AND label.pos < first + count
    ORDER BY lc DESC, org DESC LIMIT 1) AS s)
WHERE job = :job AND pos >= :from AND pos < :from + :count
