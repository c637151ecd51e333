-- A range of mark's primary key; everything else by primary key.
SELECT n, kind, at, id, what, no, delivery, delivery_no, lot_no, party_name, vehicle, was_mg, now_mg, reason,
  text, actor_name, approver_name
FROM exception_row
WHERE day = :day
ORDER BY at, n, kind
