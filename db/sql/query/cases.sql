-- Newest first: of a lot by hu_lot, else the primary key backwards.
SELECT id, serial, serial_hash, lot, lot_no, gtin, net_mg, nominal_mg, net_mode, source, state, packed_at,
  void AS "void?", void_reason, copies, label_state, label_job, label_copy
FROM case_row
WHERE id IN (
    SELECT id FROM handling_unit WHERE :lot IS NOT NULL AND lot = :lot
    UNION ALL SELECT id FROM (SELECT id FROM handling_unit WHERE :lot IS NULL
        AND id < coalesce(:before, 0x7fffffffffffffff)
      ORDER BY id DESC LIMIT coalesce(:limit, 100)))
  AND (:before IS NULL OR id < :before)
ORDER BY id DESC
LIMIT coalesce(:limit, 100)
