-- A few dozen rows: the scheme that is this file already, for this product or, where none is said, for any.
SELECT id FROM grade_scheme
WHERE scheme = :scheme AND sha256 = :sha256 AND coalesce(active, 1) <> 0 AND (:product IS NULL OR product = :product)
ORDER BY id LIMIT 1
