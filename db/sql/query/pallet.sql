-- hu_serial, or the primary key.
SELECT id, no, sscc, internal AS "internal?", for_whom AS "to", for_order AS "order", day, state, built_at, cases, net_mg,
  lots AS "lots{}", copies, label_state, label_job
FROM pallet_row
WHERE id = coalesce(:id, (SELECT id FROM handling_unit WHERE serial = :sscc AND kind = 'pallet' LIMIT 1))
