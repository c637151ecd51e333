-- A day without weighings has no row, as after a rebuild. yield_none holds only such rows.
DELETE FROM yield_day WHERE weighings = 0
