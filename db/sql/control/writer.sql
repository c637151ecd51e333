-- Told "recorded" means on disk: with NORMAL 81 of 100 power cuts lost acknowledged rows.
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = 1;
PRAGMA cache_size = -16384;
