-- One probe of the primary key; a slip is never changed, so the first to arrive stays.
INSERT INTO slip(id, lc, org, delivery, kind, copy, content, note, reason)
VALUES (:n, :lc, :org, :delivery, :kind, :copy, :content, :note, :reason)
ON CONFLICT(id) DO NOTHING
