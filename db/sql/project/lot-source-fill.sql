-- Growers and plots of a harvest lot, in the order in which they were said. The net is divided by what was
-- counted, where something was: of 12 and 19 crates the growers can recompute 12/31, not 387,097 ppm.
INSERT INTO lot_source(lot, pos, grower, plot, share_ppm, basis, crates, weight)
SELECT :id, key, value ->> 'grower', value ->> 'plot', value ->> 'share_ppm', value ->> 'basis', value ->> 'crates',
  CASE value ->> 'basis' WHEN 'crates' THEN coalesce(value ->> 'crates', 0) WHEN 'equal' THEN 1
    ELSE coalesce(value ->> 'share_ppm', 0) END
FROM json_each(coalesce(:sources, '[]'))
WHERE EXISTS (SELECT 1 FROM lot WHERE id = :id AND lc = :lc AND org = :org)
