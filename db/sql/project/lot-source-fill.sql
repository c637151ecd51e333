-- Growers and plots of a harvest lot, in the order in which they were said.
INSERT INTO lot_source(lot, pos, grower, plot, share_ppm)
SELECT :id, key, value ->> 'grower', value ->> 'plot', value ->> 'share_ppm' FROM json_each(coalesce(:sources, '[]'))
WHERE EXISTS (SELECT 1 FROM lot WHERE id = :id AND lc = :lc AND org = :org)
