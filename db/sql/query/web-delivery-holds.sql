-- What was held of the fruit of a delivery, as web-delivery-samples.sql finds it. By hold_lot and hold_run.
WITH RECURSIVE down(lot) AS (
  SELECT id FROM lot WHERE delivery = :delivery
  UNION SELECT o.dst FROM down CROSS JOIN edge i ON i.src = down.lot CROSS JOIN edge o ON o.src = i.dst
    WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = i.n)),
runs(run) AS (
  SELECT f.run FROM down CROSS JOIN run_feed f ON f.lot = down.lot WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = f.id)
  UNION SELECT l.run FROM down CROSS JOIN lot l ON l.id = down.lot WHERE l.run IS NOT NULL)
SELECT h.id, h.lot_no, h.run_no, h.failed AS "failed{}", h.reason, h.state, h.at, h.released_at, h.release_reason,
  h.grade_class AS class, h.grade_class_name AS class_name, h.grade_class_name_en AS class_name_en
FROM hold_row h
WHERE h.state <> 'void' AND h.id IN (
  SELECT o.id FROM down CROSS JOIN hold o ON o.lot = down.lot UNION SELECT o.id FROM runs CROSS JOIN hold o ON o.run = runs.run)
ORDER BY h.id
