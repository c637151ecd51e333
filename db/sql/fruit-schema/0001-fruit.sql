-- The fruits of a station, beside its log. Packed chunks are added, never changed; what a run was sealed with stays. The
-- event that closes a run carries the digest of its fruits. Frozen once released.
PRAGMA application_id = 0x47756f66;
PRAGMA user_version = 1;

CREATE TABLE run(
  run INTEGER PRIMARY KEY CHECK(run > 0), -- of the caller: the number of the event that began it
  state INT NOT NULL CHECK(state IN (0, 1, 2)), -- 0 open, 1 sealed, 2 given up: about to be removed
  n INT NOT NULL CHECK(n >= 0),           -- fruits
  mass_mg INT NOT NULL CHECK(mass_mg >= 0), -- of those that were weighed
  digest BLOB CHECK(length(digest) = 32), -- db/fruit.h; of a sealed run
  CHECK((state = 1) = (digest IS NOT NULL))
) STRICT;

-- A run's fruits, in order and without a gap. All chunks begin at a multiple of 4096 and hold as many; behind the last
-- such multiple lie the batches as they came, until there are enough of them.
CREATE TABLE chunk(
  id INTEGER PRIMARY KEY,
  run INT NOT NULL REFERENCES run,
  first INT NOT NULL CHECK(first >= 0),   -- how many fruits of the run come before
  n INT NOT NULL CHECK(n BETWEEN 1 AND 4096),
  packed BLOB NOT NULL,                   -- db/fruit-pack.h
  UNIQUE(run, first)
) STRICT;

CREATE TABLE batch(                       -- what was appended: sent again, it changes nothing
  id BLOB PRIMARY KEY CHECK(length(id) = 16),
  run INT NOT NULL REFERENCES run,
  content BLOB NOT NULL CHECK(length(content) = 16) -- of the digest of its fruits: the same id, other fruits
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_run ON batch(run);     -- a run that is given up

CREATE TRIGGER run_insert BEFORE INSERT ON run
WHEN new.state <> 0 OR new.n <> 0 OR EXISTS (SELECT 1 FROM run WHERE run = new.run)
BEGIN SELECT raise(ABORT, 'the run exists, or does not begin empty'); END;
CREATE TRIGGER run_update BEFORE UPDATE ON run
WHEN old.state <> 0 OR new.run <> old.run OR new.n < old.n OR new.mass_mg < old.mass_mg
  OR (new.state <> 0 AND (new.n <> old.n OR new.mass_mg <> old.mass_mg))
BEGIN SELECT raise(ABORT, 'a run only grows until it is sealed'); END;
CREATE TRIGGER run_delete BEFORE DELETE ON run WHEN old.state <> 2
BEGIN SELECT raise(ABORT, 'the run was not given up'); END;

CREATE TRIGGER chunk_update BEFORE UPDATE ON chunk
BEGIN SELECT raise(ABORT, 'a chunk is never changed'); END;
-- The batches behind the last whole chunk are packed anew as one.
CREATE TRIGGER chunk_delete BEFORE DELETE ON chunk
WHEN CASE (SELECT state FROM run WHERE run = old.run) WHEN 2 THEN 0 WHEN 1 THEN 1 ELSE old.n = 4096 END
BEGIN SELECT raise(ABORT, 'a chunk is never deleted'); END;
-- INSERT OR REPLACE deletes without firing the trigger above.
CREATE TRIGGER chunk_insert BEFORE INSERT ON chunk
WHEN (SELECT state FROM run WHERE run = new.run) IS NOT 0 OR EXISTS (SELECT 1 FROM chunk WHERE id = new.id)
  OR new.first <> coalesce((SELECT first + n FROM chunk WHERE run = new.run ORDER BY first DESC LIMIT 1), 0)
BEGIN SELECT raise(ABORT, 'the run is sealed, or the chunk does not follow the one before'); END;

CREATE TRIGGER batch_update BEFORE UPDATE ON batch
BEGIN SELECT raise(ABORT, 'a batch is never changed'); END;
CREATE TRIGGER batch_delete BEFORE DELETE ON batch WHEN (SELECT state FROM run WHERE run = old.run) <> 2
BEGIN SELECT raise(ABORT, 'the run was not given up'); END;
CREATE TRIGGER batch_insert BEFORE INSERT ON batch
WHEN (SELECT state FROM run WHERE run = new.run) IS NOT 0 OR EXISTS (SELECT 1 FROM batch WHERE id = new.id)
BEGIN SELECT raise(ABORT, 'the batch exists, or its run is sealed'); END;
