-- Views of the log: thrown away and rebuilt, never migrated. An entity's id is the n of its first event.
-- Everywhere below: a column declared INTEGER holds an event's n (or NULL), INT a plain number; the dump
-- relies on it. (lc, org) = logical clock and origin name of the event whose values the row shows: the
-- greatest wins, in whatever order events arrive. A row may be there before its first event is.
DROP TABLE IF EXISTS centre;
CREATE TABLE centre(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  name TEXT, name_en TEXT, place TEXT, host TEXT, phone TEXT,
  item_mode TEXT, gs1_prefix TEXT, station_letter TEXT, day_boundary_min INT,
  certificate_gate INT,
  certificate_ground TEXT,       -- on what the centre promises in its own name; 'none': it does not
  mass_unit TEXT,                -- in which masses are shown: 'kg', 'jin'
  run_limit_ppm INT, run_limit_mg INT, -- so much of a run may be unaccounted for: the larger of the two; NULL: as usual
  pallet_label TEXT) STRICT;     -- layout of the labels of pallets; NULL: as the printer is set

DROP TABLE IF EXISTS user;
CREATE TABLE user(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  name TEXT, role TEXT, pin_hash TEXT, active INT) STRICT;

DROP TABLE IF EXISTS village;
CREATE TABLE village(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  name TEXT, name_en TEXT,
  initials TEXT,                 -- pinyin initials, each reading: 李长顺 = lcs lzs
  township TEXT, county TEXT, altitude_m INT,
  township_en TEXT, county_en TEXT, active INT) STRICT;

DROP TABLE IF EXISTS party;
CREATE TABLE party(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  kind TEXT, coop INTEGER, village INTEGER,
  name TEXT, name_en TEXT,
  initials TEXT, code TEXT, phone TEXT, address TEXT,
  active INT) STRICT;            -- here as below: stopped = 0: not offered any more, kept for what names it
CREATE INDEX party_coop ON party(coop);
CREATE INDEX party_code ON party(code) WHERE code IS NOT NULL;

DROP TABLE IF EXISTS plot;
CREATE TABLE plot(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  village INTEGER, grower INTEGER, name TEXT, initials TEXT,
  area_m2 INT, product INTEGER, variety INTEGER, active INT) STRICT;
CREATE INDEX plot_grower ON plot(grower);

DROP TABLE IF EXISTS product;
CREATE TABLE product(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  name TEXT, name_en TEXT, initials TEXT, kind TEXT,
  season_from TEXT,              -- MM-DD: first day of the product's own season
  active INT) STRICT;

DROP TABLE IF EXISTS variety;
CREATE TABLE variety(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  product INTEGER, name TEXT, name_en TEXT, initials TEXT, active INT) STRICT;
CREATE INDEX variety_product ON variety(product);

DROP TABLE IF EXISTS brand;
CREATE TABLE brand(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  name TEXT, name_en TEXT, initials TEXT, story TEXT, story_en TEXT, owner TEXT, product INTEGER,
  gtin TEXT, mark TEXT, licence TEXT, -- licence: JSON {number, holder, from, to}
  picture_sha256 TEXT, picture_type TEXT, -- the file of that digest in FILE.d/pictures
  certificates TEXT,             -- JSON [{kind, number, issuer, from, to}]
  active INT) STRICT;

DROP TABLE IF EXISTS crate_type;
CREATE TABLE crate_type(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  name TEXT, name_en TEXT, initials TEXT, active INT) STRICT;

DROP TABLE IF EXISTS pack_plan; -- what is packed how
CREATE TABLE pack_plan(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  name TEXT, initials TEXT, product INTEGER, variety INTEGER, grade_class TEXT, size TEXT, brand INTEGER, gtin TEXT,
  case_type INTEGER,             -- a crate type: the empty case, whose tare is in force on a day
  nominal_mg INT, spread_mg INT, layout TEXT, active INT) STRICT;

DROP TABLE IF EXISTS tare;
CREATE TABLE tare(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  crate_type INTEGER, mg INT, from_day TEXT, owner INTEGER) STRICT;
CREATE INDEX tare_type ON tare(crate_type, from_day);

DROP TABLE IF EXISTS device;
CREATE TABLE device(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  name TEXT, kind TEXT, address TEXT, protocol TEXT, language TEXT, unit TEXT,
  max_mg INT, min_mg INT, e_mg INT, d_mg INT, exponent INT, bus_address INT, register_map TEXT, modbus TEXT,
  ask_ms INT, stable_ms INT, dpi INT, label TEXT, profile TEXT, active INT, simulated INT) STRICT;

DROP TABLE IF EXISTS access;     -- a cooperative's page; withdrawn = a row in fix
CREATE TABLE access(id INTEGER PRIMARY KEY, lc INT, org TEXT,
  party INTEGER, secret TEXT) STRICT; -- SHA-256 of the page's code, lower-case hex
CREATE INDEX access_secret ON access(secret);
