-- One row "ok", or one for each fault.
PRAGMA quick_check
