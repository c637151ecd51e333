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
