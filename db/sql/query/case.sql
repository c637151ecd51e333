-- hu_serial; a case by :id is found by the primary key.
SELECT id, serial, serial_hash, lot, lot_no, gtin, packed_on, net_mg, nominal_mg, net_mode, source, part AS "part?", gross_mg, tare_mg,
  scale, state, successors AS "successors{}", pallet, pallet_no, packed_at, void AS "void?", void_reason, copies, label_state,
  label_job, label_copy
FROM case_row
WHERE serial = :serial OR id = :id
ORDER BY id DESC
LIMIT 1
