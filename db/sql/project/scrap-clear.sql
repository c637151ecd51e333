-- Only when this event's values are the ones that hold. unit_scrap_n.
DELETE FROM unit_scrap WHERE n = :id
  AND EXISTS (SELECT 1 FROM transform WHERE id = :id AND lc = :lc AND org = :org)
