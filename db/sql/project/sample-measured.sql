-- One row an event: the latest by (lc, origin name) of an id holds (sample_row).
INSERT INTO sample(n, id, lc, org, lot, run, grade_class, content, judged, simulated)
VALUES (:n, :id, :lc, :org, :lot, :run, :grade_class, :content, :judged, coalesce(:simulated, 0))
ON CONFLICT(n) DO NOTHING
