-- unit_move_parent gives what was ever put on it, then primary keys.
SELECT id, serial, serial_hash, lot, lot_no, gtin, net_mg, nominal_mg, net_mode, source, part AS "part?", gross_mg, tare_mg,
  scale, state, successors AS "successors{}", pallet, pallet_no, packed_at, void AS "void?", void_reason, copies, label_state,
  label_job, label_copy
FROM case_row
WHERE id IN (SELECT unit FROM pallet_unit WHERE pallet = :pallet)
ORDER BY id
