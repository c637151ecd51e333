-- The newest version of each sample, with those that it replaced.
DROP VIEW IF EXISTS sample_row;
CREATE VIEW sample_row AS
  SELECT s.id, s.lot, l.no AS lot_no, s.run, r.no AS run_no, s.grade_class, s.content, s.judged,
    coalesce(s.judged ->> 'state', 'unjudged') AS state, s.simulated,
    (SELECT json_group_array(json_object('content', json(o.content), 'judged', json(o.judged),
        'at', (SELECT at FROM act WHERE n = o.n), 'actor_name', (SELECT actor_name FROM act WHERE n = o.n)))
      FROM (SELECT * FROM sample WHERE id = s.id AND n <> s.n ORDER BY lc, org) o) AS was,
    (SELECT h.id FROM hold h WHERE h.sample = s.id AND (h.lot = s.lot OR h.run = s.run)
      AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = h.id) ORDER BY h.id DESC LIMIT 1) AS hold,
    (SELECT at FROM act WHERE n = s.n) AS at,
    (SELECT actor_name FROM act WHERE n = s.n) AS actor_name,
    f.n IS NOT NULL AS void, coalesce((SELECT text FROM act WHERE n = f.n), f.reason) AS void_reason
  FROM sample s
    LEFT JOIN lot l ON l.id = s.lot
    LEFT JOIN grade_run r ON r.id = s.run
    LEFT JOIN fix f ON f.of_n = s.id
  WHERE NOT EXISTS (SELECT 1 FROM sample o WHERE o.id = s.id AND (o.lc, o.org) > (s.lc, s.org));

-- later_passed: a sample of the same fruit, taken after the one that failed, that would be a reason to release it.
DROP VIEW IF EXISTS hold_row;
CREATE VIEW hold_row AS
  SELECT h.id, h.lot, l.no AS lot_no, h.run, r.no AS run_no,
    h.grade_class, k.name_zh AS grade_class_name, k.name_en AS grade_class_name_en, h.stops, h.sample, h.failed, h.reason,
    CASE WHEN x.void THEN 'void' WHEN x.release IS NOT NULL THEN 'released' ELSE 'held' END AS state,
    (SELECT at FROM act WHERE n = h.id) AS at,
    (SELECT actor_name FROM act WHERE n = h.id) AS actor_name,
    (SELECT at FROM act WHERE n = x.release) AS released_at,
    (SELECT coalesce(approver_name, actor_name) FROM act WHERE n = x.release) AS released_by,
    (SELECT reason FROM act WHERE n = x.release) AS release_reason,
    (SELECT sample FROM hold_release WHERE n = x.release) AS release_sample,
    (SELECT max(s.id) FROM sample_row s WHERE s.id > h.id AND s.state = 'passed' AND NOT s.void
        AND s.id IN (SELECT id FROM sample WHERE lot = h.lot UNION SELECT id FROM sample WHERE run = h.run)
        AND (h.run IS NULL OR h.grade_class IS NULL OR s.grade_class IS h.grade_class)) AS later_passed
  FROM hold h
    JOIN hold_state x ON x.id = h.id
    LEFT JOIN lot l ON l.id = h.lot
    LEFT JOIN grade_run r ON r.id = h.run
    LEFT JOIN grade_class k ON k.sha256 = r.scheme_sha256 AND k.grade_class = h.grade_class;
