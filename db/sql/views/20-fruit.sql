DROP VIEW IF EXISTS weighing_yield; -- of older views
DROP VIEW IF EXISTS lot_yield;

DROP TABLE IF EXISTS fix;        -- what is void, and by which event; may be here before what it voids
CREATE TABLE fix(of_n INTEGER PRIMARY KEY, n INTEGER NOT NULL, lc INT NOT NULL, org TEXT NOT NULL,
  reason TEXT) STRICT;           -- the earliest by (lc, org) counts

DROP TABLE IF EXISTS delivery;
CREATE TABLE delivery(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  no TEXT,                       -- a stub, named before it came, has no number yet
  coop INTEGER, product INTEGER, variety INTEGER, vehicle TEXT, part_of INTEGER,
  season INT, day TEXT,          -- decided once: of the first event
  state TEXT NOT NULL DEFAULT 'open' CHECK(state IN ('open', 'closed')),
  state_lc INT, state_org TEXT) STRICT;
CREATE INDEX delivery_coop ON delivery(coop, day);
CREATE INDEX delivery_day ON delivery(day);
CREATE INDEX delivery_open ON delivery(id) WHERE state = 'open';

DROP TABLE IF EXISTS lot;
CREATE TABLE lot(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  no TEXT, kind TEXT,            -- 'harvest', 'graded', 'pack'
  delivery INTEGER, gtin TEXT, product INTEGER, variety INTEGER,
  grade_class TEXT, harvested_on TEXT, certificate_no TEXT, certificate_received INT,
  picked_from TEXT, picked_to TEXT, packed_on TEXT, brand INTEGER, nominal_mg INT,
  run INTEGER,                   -- of a graded lot: the run that it came from
  made TEXT,                     -- of other lots: 'split', 'merge', 'regrade', 'override'; NULL: delivered, run or packed
  first_class TEXT,              -- as which a run judged it, where that was changed since
  scheme_sha256 TEXT,            -- of a made lot: the scheme that names its class
  plan INTEGER, size TEXT, layout TEXT, -- of a pack lot: as its plan said when it was stated
  season INT, day TEXT) STRICT;
CREATE INDEX lot_delivery ON lot(delivery);
CREATE INDEX lot_day ON lot(day, kind);
CREATE INDEX lot_run ON lot(run) WHERE run IS NOT NULL;
-- Not UNIQUE: two stations' events must be placed even when both are wrong.
CREATE INDEX lot_gtin ON lot(gtin, no) WHERE gtin IS NOT NULL;

DROP TABLE IF EXISTS lot_source;
CREATE TABLE lot_source(lot INTEGER NOT NULL, pos INT NOT NULL, grower INTEGER, plot INTEGER,
  share_ppm INT,
  basis TEXT,                    -- of the share: 'declared', 'crates', 'area', 'equal'
  crates INT,                    -- where the basis is crates
  weight INT,                    -- what the net is divided by: share_mg(net, pos, [weight, …])
  PRIMARY KEY(lot, pos)) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS lot_override; -- gates through which a supervisor let the fruit in
CREATE TABLE lot_override(lot INTEGER NOT NULL, pos INT NOT NULL,
  gate TEXT,                     -- 'interval', 'certificate'
  reason TEXT, approver INTEGER,
  until TEXT, plot INTEGER,      -- of an interval: the first day on which it is over
  PRIMARY KEY(lot, pos)) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS lot_place;  -- a pack lot's villages
CREATE TABLE lot_place(lot INTEGER NOT NULL, pos INT NOT NULL, village INTEGER,
  PRIMARY KEY(lot, pos)) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS lot_party;  -- a pack lot's cooperatives
CREATE TABLE lot_party(lot INTEGER NOT NULL, pos INT NOT NULL, party INTEGER,
  PRIMARY KEY(lot, pos)) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS input;      -- sprays: what was applied to a plot
CREATE TABLE input(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  plot INTEGER, name TEXT, registration_no TEXT, dose TEXT, applied_on TEXT,
  phi_days INT) STRICT;          -- pre-harvest interval: harvest from applied_on + phi_days on
CREATE INDEX input_plot ON input(plot, applied_on);
CREATE INDEX input_day ON input(applied_on);

DROP TABLE IF EXISTS crate_loan; -- empty crates that left with a cooperative or came back
CREATE TABLE crate_loan(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  coop INTEGER, grower INTEGER, delivery INTEGER, crate_type INTEGER,
  lent INT, returned INT) STRICT;
CREATE INDEX crate_loan_coop ON crate_loan(coop, crate_type);
CREATE INDEX crate_loan_delivery ON crate_loan(delivery);

DROP TABLE IF EXISTS weighing;
CREATE TABLE weighing(id INTEGER PRIMARY KEY, lc INT NOT NULL, org TEXT NOT NULL,
  no INT, scale INTEGER, lot INTEGER NOT NULL, crate_type INTEGER, pallet_type INTEGER,
  crates INT NOT NULL CHECK(crates >= 0), -- 0: loose fruit
  mode TEXT NOT NULL, tare_source TEXT, simulated INT NOT NULL,
  gross_mg INT NOT NULL, tare_mg INT NOT NULL, net_mg INT NOT NULL,
  vehicle_weighing INTEGER,      -- the truck's first weighing
  vehicle_mg INT,                -- what the scale showed at its second; NULL: gross_mg
  CHECK(gross_mg = net_mg + tare_mg)) STRICT; -- without NOT NULL the check lets NULL pass
CREATE INDEX weighing_scale ON weighing(scale, id);
CREATE INDEX weighing_lot ON weighing(lot, no);
CREATE INDEX weighing_vehicle ON weighing(vehicle_weighing) WHERE vehicle_weighing IS NOT NULL;

DROP TABLE IF EXISTS vehicle_weighing; -- a truck's first weighing; it waits until a weighing names it
CREATE TABLE vehicle_weighing(id INTEGER PRIMARY KEY, lc INT NOT NULL, org TEXT NOT NULL,
  lot INTEGER NOT NULL, scale INTEGER, vehicle TEXT,
  mode TEXT NOT NULL, simulated INT NOT NULL, mg INT NOT NULL) STRICT;
CREATE INDEX vehicle_weighing_lot ON vehicle_weighing(lot);
CREATE INDEX vehicle_weighing_scale ON vehicle_weighing(scale, id);

DROP TABLE IF EXISTS deduction;
CREATE TABLE deduction(id INTEGER PRIMARY KEY, lc INT NOT NULL, org TEXT NOT NULL,
  lot INTEGER NOT NULL, kind TEXT NOT NULL, -- 'percent', 'mass'
  ppm INT, mg INT, round_mg INT NOT NULL, reason TEXT, text TEXT) STRICT;
CREATE INDEX deduction_lot ON deduction(lot);

DROP TABLE IF EXISTS mark;       -- what a day's exception report names: one row an event and kind
CREATE TABLE mark(day TEXT NOT NULL, -- on which it was done, whatever day its delivery has
  n INTEGER NOT NULL, kind TEXT NOT NULL,
  of_n INTEGER NOT NULL,         -- the weighing, deduction, lot … that it is about
  PRIMARY KEY(day, n, kind)) STRICT, WITHOUT ROWID;
CREATE INDEX mark_of ON mark(of_n, kind);

DROP TABLE IF EXISTS yield_day;  -- of views older than lot_sum

-- What the weighings of each harvest lot that are not void sum up to, and under what the yields count it: some ten
-- thousand rows a season, of which all yields are made. A crate changes its lot's sums alone; the keys change with
-- the lot and its delivery, so arrival may be in any order.
DROP TABLE IF EXISTS lot_sum;
CREATE TABLE lot_sum(lot INTEGER PRIMARY KEY, weighings INT NOT NULL, crates INT NOT NULL,
  gross_mg INT NOT NULL, tare_mg INT NOT NULL, net_mg INT NOT NULL,
  coop INTEGER, season INT, day TEXT, -- NULL: in no yield, the lot or its delivery is void or not here
  product INTEGER, variety INTEGER, -- 0 = not said
  weights TEXT) STRICT;          -- of several sources: what the sums are divided by, share_mg(net_mg, pos, weights)
CREATE INDEX lot_sum_yield ON lot_sum(coop, season);
CREATE INDEX lot_none ON lot_sum(weighings) WHERE weighings = 0; -- just declared, or what a void emptied

-- The keys of lot_sum, as the lot and its delivery are now.
CREATE VIEW lot_yield AS
  SELECT l.id AS lot, l.delivery, d.coop, d.season, d.day,
    CASE WHEN d.id IS NOT NULL THEN coalesce(l.product, d.product, 0) END AS product,
    CASE WHEN d.id IS NOT NULL THEN coalesce(l.variety, d.variety, 0) END AS variety,
    (SELECT CASE WHEN count(*) > 1 THEN json_group_array(weight) END
      FROM (SELECT weight FROM lot_source WHERE lot = l.id ORDER BY pos)) AS weights
  FROM lot l LEFT JOIN delivery d ON d.id = l.delivery AND d.coop IS NOT NULL AND d.day IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = l.id) AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = d.id)
  WHERE l.kind = 'harvest' AND l.made IS NULL;
