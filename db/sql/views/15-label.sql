DROP TABLE IF EXISTS label_layout;  -- the newest version of each of the centre's own
CREATE TABLE label_layout(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  name TEXT,                        -- as its file says; in place of a shipped one of that name
  version INT, sha256 TEXT, active INT) STRICT;
CREATE INDEX label_layout_name ON label_layout(name);

DROP TABLE IF EXISTS label_layout_file; -- every version that ever was: print.queued names one by its digest
CREATE TABLE label_layout_file(sha256 TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
