-- lot_delivery gives the lots, the end of each lot's range of weighing_lot its greatest number.
SELECT 1 + coalesce(max((SELECT max(no) FROM weighing WHERE lot = l.id)), 0) AS no
FROM lot l WHERE l.delivery = :delivery
