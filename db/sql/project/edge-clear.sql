-- Only when this event's values are the ones that hold. One row of in and out each: edge_back and the
-- primary key begin with the transform's id.
DELETE FROM edge WHERE (src = :id OR dst = :id)
  AND EXISTS (SELECT 1 FROM transform WHERE id = :id AND lc = :lc AND org = :org)
