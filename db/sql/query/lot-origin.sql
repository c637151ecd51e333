-- Primary keys: the villages that a harvest lot came from (of the plot, else of its grower).
SELECT DISTINCT coalesce(p.village, g.village) AS village
FROM lot_source s LEFT JOIN plot p ON p.id = s.plot LEFT JOIN party g ON g.id = s.grower
WHERE s.lot = :id AND coalesce(p.village, g.village) IS NOT NULL
ORDER BY 1
