-- Whose fruit went where: each edge of a run, a regrading, a split or a merge taken apart by the harvest lots that its
-- fruit was delivered as. A part is share_mg of what each lot put in, so that the parts of an edge sum to it; where more
-- than one lot is in, it is a proportion and no measurement. Cases are left out: millions, and of one lot each.
DROP TABLE IF EXISTS fruit_share;
CREATE TABLE fruit_share(n INTEGER NOT NULL, -- the transform; void = a row in fix
  part TEXT NOT NULL,              -- 'in', 'out', 'loss'
  pos INT NOT NULL,                -- in its list
  source INTEGER NOT NULL,         -- harvest lot
  lot INTEGER,                     -- from which (in), into which (out)
  mg INT NOT NULL, PRIMARY KEY(n, part, pos, source)) STRICT, WITHOUT ROWID;
CREATE INDEX fruit_share_lot ON fruit_share(lot, part);
CREATE INDEX fruit_share_source ON fruit_share(source, part);

DROP TABLE IF EXISTS grade_class; -- of every version of a scheme, as a run's results name them
CREATE TABLE grade_class(sha256 TEXT NOT NULL, grade_class TEXT NOT NULL,
  rank INT NOT NULL,               -- 0: the best
  name_zh TEXT, name_en TEXT, below INT NOT NULL,
  PRIMARY KEY(sha256, grade_class)) STRICT, WITHOUT ROWID;
