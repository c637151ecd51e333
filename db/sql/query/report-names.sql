-- Lots and runs are read once for each report: some ten thousand a season, a few milliseconds.
SELECT r.id, x.transform IS NULL AS "open?"
FROM grade_run r JOIN run_state x ON x.id = r.id
WHERE NOT x.void AND r.no IS NOT NULL AND (instr(:batch, r.no) > 0
  OR r.id IN (SELECT f.run FROM lot l JOIN run_feed f ON f.lot = l.id
    WHERE instr(:batch, l.no) > 0 AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = f.id)))
ORDER BY r.id
