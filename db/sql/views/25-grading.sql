DROP TABLE IF EXISTS grade_scheme;  -- the newest version of each
CREATE TABLE grade_scheme(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  scheme TEXT, version TEXT, name TEXT, name_en TEXT, -- as its file says
  product INTEGER, sha256 TEXT, active INT) STRICT;

DROP TABLE IF EXISTS grade_scheme_file; -- every version that ever was: a run keeps the one that judged it
CREATE TABLE grade_scheme_file(sha256 TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS grade_scheme_version; -- each time one was set
CREATE TABLE grade_scheme_version(id INTEGER PRIMARY KEY, scheme INTEGER NOT NULL, version TEXT, sha256 TEXT) STRICT;
CREATE INDEX grade_scheme_version_scheme ON grade_scheme_version(scheme);

DROP TABLE IF EXISTS grade_run;     -- lots that go over the line together
CREATE TABLE grade_run(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  no TEXT, product INTEGER, variety INTEGER, scheme INTEGER, scheme_version TEXT, scheme_sha256 TEXT,
  mixing TEXT,                      -- 'none', 'cooperative', 'variety'
  machine INTEGER, season INT, day TEXT) STRICT;
CREATE INDEX grade_run_day ON grade_run(day);
CREATE INDEX grade_run_machine ON grade_run(machine) WHERE machine IS NOT NULL;

DROP TABLE IF EXISTS run_feed;      -- what was put on the line
CREATE TABLE run_feed(id INTEGER PRIMARY KEY, lc INT NOT NULL, org TEXT NOT NULL,
  run INTEGER NOT NULL, lot INTEGER NOT NULL, mg INT NOT NULL) STRICT;
CREATE INDEX run_feed_run ON run_feed(run);
CREATE INDEX run_feed_lot ON run_feed(lot);

DROP TABLE IF EXISTS run_take;      -- what came off it, weighed
CREATE TABLE run_take(id INTEGER PRIMARY KEY, lc INT NOT NULL, org TEXT NOT NULL,
  run INTEGER NOT NULL,
  kind TEXT NOT NULL,               -- 'class', 'below', 'cull', 'loss'
  grade_class TEXT,                 -- of 'class': its key in the scheme
  outlet INT, mg INT NOT NULL, fruit INT,
  mode TEXT) STRICT;                -- 'scale', 'typed'
CREATE INDEX run_take_run ON run_take(run);

DROP TABLE IF EXISTS grade_report;  -- a batch report of a grading machine that could be read; its file is kept beside the log
CREATE TABLE grade_report(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  machine INTEGER,                  -- whose folder it came into; null: by hand
  file TEXT, sha256 TEXT, bytes INT,
  profile TEXT,                     -- name of the profile that read it
  batch TEXT,                       -- as the machine calls it; several as "A, B"
  fruit INT, mg INT, lines INT, warnings INT, day TEXT) STRICT;
CREATE INDEX grade_report_sha256 ON grade_report(sha256);
CREATE INDEX grade_report_day ON grade_report(day);

DROP TABLE IF EXISTS report_bind;   -- its fruit is a run's
CREATE TABLE report_bind(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  report INTEGER NOT NULL, run INTEGER NOT NULL) STRICT;
CREATE INDEX report_bind_report ON report_bind(report);
CREATE INDEX report_bind_run ON report_bind(run);

DROP VIEW IF EXISTS report_state;   -- a run that was given up gives its reports back; the earliest binding holds
CREATE VIEW report_state AS
  SELECT g.id, EXISTS (SELECT 1 FROM fix WHERE of_n = g.id) AS void,
    (SELECT b.run FROM report_bind b
      WHERE b.report = g.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n IN (b.id, b.run))
      ORDER BY b.lc, b.org LIMIT 1) AS run
  FROM grade_report g;
