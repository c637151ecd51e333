-- What was measured of the fruit of a delivery: of its lots, of the runs they were put on, and of what became of them. By
-- lot_delivery, run_feed_lot, edge_src, then sample_lot and sample_run.
WITH RECURSIVE down(lot) AS (
  SELECT id FROM lot WHERE delivery = :delivery
  UNION SELECT o.dst FROM down CROSS JOIN edge i ON i.src = down.lot CROSS JOIN edge o ON o.src = i.dst
    WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = i.n)),
runs(run) AS (
  SELECT f.run FROM down CROSS JOIN run_feed f ON f.lot = down.lot WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = f.id)
  UNION SELECT l.run FROM down CROSS JOIN lot l ON l.id = down.lot WHERE l.run IS NOT NULL)
SELECT s.id, s.lot_no, s.run_no, s.judged AS "judged{}", s.state, s.at, s.grade_class AS class,
  k.name_zh AS class_name, k.name_en AS class_name_en
FROM sample_row s LEFT JOIN grade_run r ON r.id = s.run
  LEFT JOIN grade_class k ON k.sha256 = r.scheme_sha256 AND k.grade_class = s.grade_class
WHERE NOT s.void AND s.id IN (
  SELECT p.id FROM down CROSS JOIN sample p ON p.lot = down.lot UNION SELECT p.id FROM runs CROSS JOIN sample p ON p.run = runs.run)
ORDER BY s.id
