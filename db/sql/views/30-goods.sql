DROP TABLE IF EXISTS transform;  -- a node between lots: in = out + loss + unaccounted
CREATE TABLE transform(id INTEGER PRIMARY KEY, lc INT NOT NULL, org TEXT NOT NULL,
  kind TEXT, loss_mg INT NOT NULL, unaccounted_mg INT NOT NULL,
  run INTEGER,                   -- of 'grade': the run that it closed
  loss TEXT, reason TEXT,        -- [{kind, mg}]; why it was closed with so much unaccounted
  fruit TEXT,                    -- what the run's grading machine counted; NULL: none did
  limit_ppm INT, limit_mg INT) STRICT; -- within which a run closed without a reason
CREATE INDEX transform_run ON transform(run) WHERE run IS NOT NULL;
CREATE INDEX transform_scrap ON transform(id) WHERE kind = 'scrap';
CREATE INDEX transform_fruit ON transform(id) WHERE fruit IS NOT NULL;

DROP TABLE IF EXISTS edge;       -- lot → transform and transform → lot
CREATE TABLE edge(src INTEGER NOT NULL, dst INTEGER NOT NULL, pos INT NOT NULL,
  n INTEGER NOT NULL,            -- the transform; void = a row in fix
  mass_mg INT NOT NULL, PRIMARY KEY(src, dst, pos)) STRICT, WITHOUT ROWID;
CREATE INDEX edge_back ON edge(dst, src);

DROP TABLE IF EXISTS handling_unit;
CREATE TABLE handling_unit(id INTEGER PRIMARY KEY, lc INT NOT NULL, org TEXT NOT NULL,
  kind TEXT NOT NULL,            -- 'case', 'pallet'
  lot INTEGER, serial TEXT,      -- of a pallet: its SSCC
  serial_hash TEXT,
  net_mg INT,                    -- NULL: a label that was printed before its case is packed, or a pallet
  nominal_mg INT, net_mode TEXT, source INTEGER,
  part INT, gross_mg INT, tare_mg INT, scale INTEGER) STRICT;
CREATE INDEX hu_lot ON handling_unit(lot);
CREATE INDEX hu_serial ON handling_unit(serial);
CREATE INDEX hu_hash ON handling_unit(serial_hash);
-- labels that wait for their case, and the few part-full cases
CREATE INDEX hu_reserved ON handling_unit(source) WHERE net_mg IS NULL AND kind = 'case';
CREATE INDEX hu_part ON handling_unit(id) WHERE part = 1;

DROP TABLE IF EXISTS unit_successor; -- the cases that took the place of one that was opened
CREATE TABLE unit_successor(of_n INTEGER NOT NULL, n INTEGER NOT NULL, -- the void that says so
  pos INT NOT NULL, successor INTEGER NOT NULL, PRIMARY KEY(of_n, n, pos)) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS unit_scrap; -- cases thrown away, by which transform; void = a row in fix
CREATE TABLE unit_scrap(unit INTEGER NOT NULL, n INTEGER NOT NULL, pos INT NOT NULL,
  PRIMARY KEY(unit, n)) STRICT, WITHOUT ROWID;
CREATE INDEX unit_scrap_n ON unit_scrap(n);

DROP TABLE IF EXISTS pallet;     -- what stands beside its handling_unit
CREATE TABLE pallet(id INTEGER PRIMARY KEY, lc INT NOT NULL, org TEXT NOT NULL,
  no TEXT, internal INT, for_whom TEXT, for_order TEXT, day TEXT) STRICT;

DROP TABLE IF EXISTS pallet_close; -- a void one: it was opened again
CREATE TABLE pallet_close(id INTEGER PRIMARY KEY, pallet INTEGER NOT NULL) STRICT;
CREATE INDEX pallet_close_pallet ON pallet_close(pallet);

DROP TABLE IF EXISTS unit_move;  -- what was put on a pallet or taken off; the latest by (lc, org) says where a unit stands
CREATE TABLE unit_move(n INTEGER NOT NULL, pos INT NOT NULL, lc INT NOT NULL, org TEXT NOT NULL,
  parent INTEGER, unit INTEGER NOT NULL, added INT NOT NULL, PRIMARY KEY(n, pos)) STRICT, WITHOUT ROWID;
CREATE INDEX unit_move_unit ON unit_move(unit);
CREATE INDEX unit_move_parent ON unit_move(parent) WHERE added = 1;

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

DROP TABLE IF EXISTS tally;      -- how many cases and pallets each log has made: the running numbers of serials
CREATE TABLE tally(org TEXT PRIMARY KEY, cases INT NOT NULL, pallets INT NOT NULL) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS slip;       -- every slip of a delivery that left the station, first, again or corrected
CREATE TABLE slip(id INTEGER PRIMARY KEY, lc INT NOT NULL, org TEXT NOT NULL,
  delivery INTEGER NOT NULL,
  kind TEXT NOT NULL,            -- 'first', 'reprint', 'correction'
  copy INT NOT NULL,             -- 1: the first
  content TEXT,                  -- SHA-256 of the figures that stood on it
  note TEXT,                     -- signed sums, as its code says them
  reason TEXT) STRICT;
CREATE INDEX slip_delivery ON slip(delivery);
