-- Primary key.
SELECT id, name, role, active AS "active?", pin_hash FROM user WHERE id = :id
