-- By which scheme a lot is judged that no run names: that of the newest run it was fed to (run_feed_lot); else the
-- newest of its product, of a few schemes.
SELECT * FROM (
  SELECT 0 AS pos, r.id AS run, r.scheme_sha256 AS sha256, 1 AS "own?" FROM run_feed f JOIN grade_run r ON r.id = f.run
    WHERE f.lot = :lot AND r.scheme_sha256 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = f.id)
      AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = r.id)
    ORDER BY r.id DESC LIMIT 1)
UNION ALL
SELECT * FROM (
  SELECT s.id AS pos, NULL, s.sha256, 0 FROM grade_scheme s
    WHERE s.product = :product AND coalesce(s.active, 1) <> 0 ORDER BY s.id DESC)
