-- The newest runs that a machine filled, of a product or of any: the primary key backwards, a day's runs at most.
SELECT r.id, r.no, r.day, r.scheme_version, r.scheme_sha256, r.product, p.name AS product_name
FROM grade_run r LEFT JOIN product p ON p.id = r.product JOIN run_state x ON x.id = r.id
WHERE r.machine IS NOT NULL AND r.no IS NOT NULL AND NOT x.void AND (:product IS NULL OR r.product = :product)
  AND (:run IS NULL OR r.id = :run)
ORDER BY r.id DESC LIMIT 20
