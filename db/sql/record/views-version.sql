-- Primary key.
SELECT value FROM meta WHERE key = 'views_version'
