-- Primary key. A key is learned once; another one for the same name is refused by the caller.
UPDATE origin SET vkey = :vkey WHERE id = :id AND vkey = ''
