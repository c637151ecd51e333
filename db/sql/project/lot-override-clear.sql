-- Only when this event's values are the ones that hold. Primary key, by its first column.
DELETE FROM lot_override WHERE lot = :id
  AND EXISTS (SELECT 1 FROM lot WHERE id = :id AND lc = :lc AND org = :org)
