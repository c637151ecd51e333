-- The truth of a station. Rows are added, never changed; db/database.c refuses the statements that
-- would, the triggers below refuse the rows. An event's local number: n = (origin << 40) + seq, known
-- before the event comes. Frozen once released.
PRAGMA application_id = 0x47756f7a;
PRAGMA user_version = 1;

CREATE TABLE meta(             -- about this file: practice, views_version
  key TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE origin(           -- the logs that meet here; ids are local to this file
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,   -- '<16 hex>.guozhan/<number>'
  vkey TEXT NOT NULL,          -- C2SP signed-note key; '' until its first event has come
  own INT NOT NULL CHECK(own IN (0, 1)),
  prev TEXT,                   -- the log that this one continues: name, size, root
  prev_size INT,
  prev_root BLOB
) STRICT;

CREATE TABLE event(
  n INTEGER PRIMARY KEY,
  origin INT NOT NULL REFERENCES origin,
  seq INT NOT NULL CHECK(seq >= 0 AND seq < (1 << 40)), -- leaf index
  lc INT NOT NULL,             -- logical clock: order across stations
  type TEXT NOT NULL,
  public TEXT NOT NULL,        -- the hashed bytes, canonical JSON
  leaf BLOB NOT NULL CHECK(length(leaf) = 32), -- SHA-256(0x00 || public)
  CHECK(n = (origin << 40) + seq)
) STRICT;

CREATE TABLE event_private(
  n INT NOT NULL REFERENCES event,
  audience INT NOT NULL CHECK(audience BETWEEN 1 AND 3), -- 1 grower, 2 trade, 3 house
  salt BLOB NOT NULL CHECK(length(salt) = 16),
  body TEXT NOT NULL,          -- canonical JSON; its digest is in the public part
  PRIMARY KEY(n, audience)
) STRICT, WITHOUT ROWID;

CREATE TABLE command(          -- sent again, it gets the first answer
  id BLOB PRIMARY KEY CHECK(length(id) = 16),
  n INT NOT NULL,              -- its first event
  events INT NOT NULL,
  request BLOB NOT NULL CHECK(length(request) = 32), -- digest of what was asked
  answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE hash_tile(        -- full tiles only: 256 hashes; rewriting partial ones halved the rate
  origin INT NOT NULL,
  level INT NOT NULL,
  idx INT NOT NULL,
  hashes BLOB NOT NULL CHECK(length(hashes) = 8192),
  PRIMARY KEY(origin, level, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint(
  origin INT NOT NULL,
  size INT NOT NULL,
  note TEXT NOT NULL,          -- C2SP tlog-checkpoint
  PRIMARY KEY(origin, size)
) STRICT, WITHOUT ROWID;

CREATE TABLE erasable(         -- private parts that an erasure event has named
  n INTEGER PRIMARY KEY,
  by_n INT NOT NULL
) STRICT;

CREATE TRIGGER event_update BEFORE UPDATE ON event
BEGIN SELECT raise(ABORT, 'an event is never changed'); END;
CREATE TRIGGER event_delete BEFORE DELETE ON event
BEGIN SELECT raise(ABORT, 'an event is never deleted'); END;
-- INSERT OR REPLACE deletes without firing the trigger above.
CREATE TRIGGER event_insert BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE n = new.n)
  OR (new.seq > 0 AND NOT EXISTS (SELECT 1 FROM event WHERE n = new.n - 1))
BEGIN SELECT raise(ABORT, 'the event exists, or there is a gap before it'); END;

CREATE TRIGGER private_update BEFORE UPDATE ON event_private
BEGIN SELECT raise(ABORT, 'a private part is never changed'); END;
CREATE TRIGGER private_delete BEFORE DELETE ON event_private
WHEN NOT EXISTS (SELECT 1 FROM erasable WHERE n = old.n)
BEGIN SELECT raise(ABORT, 'no erasure event names this private part'); END;
CREATE TRIGGER private_insert BEFORE INSERT ON event_private
WHEN EXISTS (SELECT 1 FROM event_private WHERE n = new.n AND audience = new.audience)
  OR EXISTS (SELECT 1 FROM erasable WHERE n = new.n)
BEGIN SELECT raise(ABORT, 'the private part exists, or was erased'); END;

CREATE TRIGGER erasable_insert BEFORE INSERT ON erasable
WHEN NOT EXISTS (SELECT 1 FROM event WHERE n = new.by_n AND type = 'private.erased')
BEGIN SELECT raise(ABORT, 'that is no erasure event'); END;

CREATE TRIGGER checkpoint_insert BEFORE INSERT ON checkpoint
WHEN EXISTS (SELECT 1 FROM checkpoint WHERE origin = new.origin AND size = new.size)
BEGIN SELECT raise(ABORT, 'a size is signed once'); END;

-- A practice database never becomes a real one, nor the other way round.
CREATE TRIGGER practice_insert BEFORE INSERT ON meta
WHEN new.key = 'practice' AND (EXISTS (SELECT 1 FROM meta WHERE key = 'practice')
  OR EXISTS (SELECT 1 FROM event))
BEGIN SELECT raise(ABORT, 'the practice mark never changes'); END;
CREATE TRIGGER practice_update BEFORE UPDATE ON meta WHEN old.key = 'practice' OR new.key = 'practice'
BEGIN SELECT raise(ABORT, 'the practice mark never changes'); END;
CREATE TRIGGER practice_delete BEFORE DELETE ON meta WHEN old.key = 'practice'
BEGIN SELECT raise(ABORT, 'the practice mark never changes'); END;
