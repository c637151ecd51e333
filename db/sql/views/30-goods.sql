DROP TABLE IF EXISTS transform;  -- a node between lots: in = out + loss + unaccounted
CREATE TABLE transform(id INTEGER PRIMARY KEY, lc INT NOT NULL, org TEXT NOT NULL,
  kind TEXT, loss_mg INT NOT NULL, unaccounted_mg INT NOT NULL,
  run INTEGER,                   -- of 'grade': the run that it closed
  loss TEXT, reason TEXT,        -- [{kind, mg}]; why it was closed with so much unaccounted
  fruit TEXT,                    -- what the run's grading machine counted; NULL: none did
  limit_ppm INT, limit_mg INT) STRICT; -- within which a run closed without a reason
CREATE INDEX transform_run ON transform(run) WHERE run IS NOT NULL;
CREATE INDEX transform_fruit ON transform(id) WHERE fruit IS NOT NULL;

DROP TABLE IF EXISTS edge;       -- lot → transform and transform → lot
CREATE TABLE edge(src INTEGER NOT NULL, dst INTEGER NOT NULL, pos INT NOT NULL,
  n INTEGER NOT NULL,            -- the transform; void = a row in fix
  mass_mg INT NOT NULL, PRIMARY KEY(src, dst, pos)) STRICT, WITHOUT ROWID;
CREATE INDEX edge_back ON edge(dst, src);

DROP TABLE IF EXISTS handling_unit;
CREATE TABLE handling_unit(id INTEGER PRIMARY KEY, lc INT NOT NULL, org TEXT NOT NULL,
  kind TEXT NOT NULL,            -- 'case'
  lot INTEGER, parent INTEGER, serial TEXT, serial_hash TEXT,
  net_mg INT, nominal_mg INT, net_mode TEXT, source INTEGER) STRICT;
CREATE INDEX hu_lot ON handling_unit(lot, parent);
CREATE INDEX hu_serial ON handling_unit(serial);
CREATE INDEX hu_hash ON handling_unit(serial_hash);

DROP TABLE IF EXISTS print_job;
CREATE TABLE print_job(id INTEGER PRIMARY KEY, lc INT NOT NULL, org TEXT NOT NULL,
  printer INTEGER, template TEXT, reason TEXT) STRICT;

DROP TABLE IF EXISTS print_step; -- sent and settled, as they were said; the latest that covers a label holds
CREATE TABLE print_step(n INTEGER PRIMARY KEY, lc INT NOT NULL, org TEXT NOT NULL,
  job INTEGER NOT NULL, first INT NOT NULL, count INT NOT NULL, state TEXT NOT NULL, reason TEXT) STRICT;
CREATE INDEX print_step_job ON print_step(job);

DROP TABLE IF EXISTS label;
CREATE TABLE label(job INTEGER NOT NULL, pos INT NOT NULL, unit INTEGER, copy INT,
  state TEXT NOT NULL, reason TEXT,
  PRIMARY KEY(job, pos)) STRICT, WITHOUT ROWID;
CREATE INDEX label_unit ON label(unit, copy);
CREATE INDEX label_open ON label(job, pos) WHERE state IN ('reserved', 'sent', 'doubtful');
-- without those that a printer which never answers leaves as sent for ever
-- what is printed again comes before what is printed the first time: somebody stands there waiting
CREATE INDEX label_waiting ON label(state, copy < 2, job, pos) WHERE state IN ('reserved', 'doubtful');

DROP TABLE IF EXISTS tally;      -- how many cases each log has packed: the running number of serials
CREATE TABLE tally(org TEXT PRIMARY KEY, cases INT NOT NULL) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS slip;       -- every slip of a delivery that left the station, first, again or corrected
CREATE TABLE slip(id INTEGER PRIMARY KEY, lc INT NOT NULL, org TEXT NOT NULL,
  delivery INTEGER NOT NULL,
  kind TEXT NOT NULL,            -- 'first', 'reprint', 'correction'
  copy INT NOT NULL,             -- 1: the first
  content TEXT,                  -- SHA-256 of the figures that stood on it
  note TEXT,                     -- signed sums, as its code says them
  reason TEXT) STRICT;
CREATE INDEX slip_delivery ON slip(delivery);
