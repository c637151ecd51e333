DROP VIEW IF EXISTS sample_row; -- of older views
DROP VIEW IF EXISTS held_lot;
DROP VIEW IF EXISTS hold_row;
DROP VIEW IF EXISTS hold_state;

-- What was measured and counted of some fruit, and how it was judged then: a row an event, since the first judgement
-- stays visible where a later one replaces it.
DROP TABLE IF EXISTS sample;
CREATE TABLE sample(n INTEGER PRIMARY KEY, id INTEGER NOT NULL, lc INT NOT NULL, org TEXT NOT NULL,
  lot INTEGER, run INTEGER, grade_class TEXT,
  content TEXT NOT NULL,         -- JSON {values, inspected, defects, classes, text}
  judged TEXT,                   -- JSON; NULL: no scheme was known
  simulated INT NOT NULL) STRICT;
CREATE INDEX sample_id ON sample(id);
CREATE INDEX sample_lot ON sample(lot) WHERE lot IS NOT NULL;
CREATE INDEX sample_run ON sample(run) WHERE run IS NOT NULL;

-- A hold is of a lot, or of what comes off a run: of one class, or of all.
DROP TABLE IF EXISTS hold;
CREATE TABLE hold(id INTEGER PRIMARY KEY, lc INT NOT NULL, org TEXT NOT NULL,
  lot INTEGER, run INTEGER, grade_class TEXT,
  stops TEXT NOT NULL,           -- 'all': neither graded nor packed; 'packing': graded, not packed
  sample INTEGER,                -- that failed; NULL: a person placed it
  failed TEXT, reason TEXT) STRICT; -- failed: JSON, the results that did not hold
CREATE INDEX hold_lot ON hold(lot) WHERE lot IS NOT NULL;
CREATE INDEX hold_run ON hold(run) WHERE run IS NOT NULL;

DROP TABLE IF EXISTS hold_release; -- the earliest that is not void counts
CREATE TABLE hold_release(n INTEGER PRIMARY KEY, lc INT NOT NULL, org TEXT NOT NULL,
  hold INTEGER NOT NULL, sample INTEGER) STRICT; -- sample: a later one that was given as a reason
CREATE INDEX hold_release_hold ON hold_release(hold);

CREATE VIEW hold_state AS
  SELECT h.id, h.lot, h.run, h.grade_class, h.stops,
    (SELECT r.n FROM hold_release r WHERE r.hold = h.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = r.n)
      ORDER BY r.lc, r.org LIMIT 1) AS release,
    EXISTS (SELECT 1 FROM fix WHERE of_n = h.id) AS void
  FROM hold h;

-- Which lots are held: those that a hold names, and what became of them since. From the few open holds downwards.
CREATE VIEW held_lot AS
  WITH RECURSIVE down(hold, lot) AS (
    SELECT h.id, h.lot FROM hold_state h WHERE h.release IS NULL AND NOT h.void AND h.run IS NULL
    UNION
    SELECT h.id, l.id FROM hold_state h CROSS JOIN lot l ON l.run = h.run
      WHERE h.release IS NULL AND NOT h.void AND (h.grade_class IS NULL OR h.grade_class = l.grade_class)
    UNION
    SELECT d.hold, o.dst FROM down d CROSS JOIN edge i ON i.src = d.lot CROSS JOIN edge o ON o.src = i.dst
      WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = i.n))
  SELECT hold, lot FROM down WHERE lot IS NOT NULL;
