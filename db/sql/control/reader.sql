PRAGMA query_only = 1;
PRAGMA cache_size = -4096;
