-- A lot without weighings has no row, as after a rebuild. lot_none holds only such rows.
DELETE FROM lot_sum WHERE weighings = 0
