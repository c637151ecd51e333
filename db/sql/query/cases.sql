-- Newest first: of a lot by hu_lot, in a state by hu_reserved or hu_part, else the primary key backwards.
SELECT id, serial, serial_hash, lot, lot_no, gtin, packed_on, net_mg, nominal_mg, net_mode, source, part AS "part?", gross_mg, tare_mg,
  scale, state, successors AS "successors{}", pallet, pallet_no, packed_at, void AS "void?", void_reason, copies, label_state,
  label_job, label_copy
FROM case_row
WHERE id IN (
    SELECT id FROM handling_unit WHERE :lot IS NOT NULL AND :state IS NULL AND lot = :lot
    UNION ALL SELECT id FROM handling_unit WHERE :state = 'reserved' AND net_mg IS NULL AND kind = 'case'
    UNION ALL SELECT id FROM handling_unit WHERE :state = 'part' AND part = 1
    UNION ALL SELECT id FROM (SELECT id FROM handling_unit WHERE :lot IS NULL AND :state IS NULL AND kind = 'case'
        AND id < coalesce(:before, 0x7fffffffffffffff)
      ORDER BY id DESC LIMIT coalesce(:limit, 100)))
  AND (:before IS NULL OR id < :before) AND (:lot IS NULL OR lot = :lot)
  AND (:state IS NULL OR state = iif(:state = 'part', 'packed', :state))
ORDER BY id DESC
LIMIT coalesce(:limit, 100)
