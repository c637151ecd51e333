-- One probe of transform_fruit, which has only the runs that a machine filled.
SELECT EXISTS (SELECT 1 FROM transform WHERE fruit IS NOT NULL) AS "known?"
