-- Tens of rows each: scanned. The first of those that name the layout :name: a pack plan, a printer, the centre.
SELECT 'the pack plan' AS kind, name FROM pack_plan p
WHERE layout = :name AND coalesce(active, 1) <> 0 AND name IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = p.id)
UNION ALL
SELECT 'the printer', name FROM device d
WHERE label = :name AND kind = 'printer' AND coalesce(active, 1) <> 0 AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = d.id)
UNION ALL
SELECT 'the pallets of', name FROM centre WHERE pallet_label = :name
LIMIT 1
