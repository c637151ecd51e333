-- What was said about a part of a job. Primary key.
INSERT INTO print_step(n, lc, org, job, first, count, state, reason)
VALUES (:n, :lc, :org, :job, :from, :count, coalesce(:state, 'sent'), :reason)
