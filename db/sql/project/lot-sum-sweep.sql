-- What is no harvest lot and has no weighings has no row, as after a rebuild. lot_none holds few rows.
DELETE FROM lot_sum WHERE weighings = 0
  AND NOT EXISTS (SELECT 1 FROM lot WHERE id = lot_sum.lot AND kind = 'harvest' AND made IS NULL)
