-- weighing_lot: the interval of the scale on which the lot was weighed last; no row, or NULL: not known.
SELECT s.e_mg FROM weighing w JOIN device s ON s.id = w.scale
WHERE w.lot = :lot AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = w.id)
ORDER BY w.id DESC
LIMIT 1
