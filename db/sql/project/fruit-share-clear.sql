-- Only when this event's values are the ones that hold.
DELETE FROM fruit_share WHERE n = :id AND EXISTS (SELECT 1 FROM transform WHERE id = :id AND lc = :lc AND org = :org)
