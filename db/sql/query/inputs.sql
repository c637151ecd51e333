-- Sprays, the latest day first: of a plot or of a grower's plots by input_plot; all of them backwards by
-- input_day until the page is full, where those that are not shown do not count. Void ones only when asked
-- for. What follows a spray has its place by day and id. instr, not LIKE: what people type has no wildcards.
WITH place AS (SELECT
  coalesce((SELECT applied_on FROM input WHERE id = :before), '9999-12-31') AS day,
  coalesce(:before, 0x7fffffffffffffff) AS id)
SELECT id, plot, plot_name, grower, grower_name, name, registration_no, dose, applied_on, phi_days, until,
  at, actor_name, void AS "void?", void_reason
FROM input_row
WHERE id IN (
    SELECT id FROM input WHERE :plot IS NOT NULL AND plot = :plot
    UNION ALL SELECT i.id FROM plot l CROSS JOIN input i ON i.plot = l.id
      WHERE :plot IS NULL AND :grower IS NOT NULL AND l.grower = :grower
    UNION ALL SELECT id FROM (SELECT i.id
      FROM input i LEFT JOIN plot l ON l.id = i.plot LEFT JOIN party g ON g.id = l.grower
      WHERE :plot IS NULL AND :grower IS NULL AND i.plot IS NOT NULL
        AND (i.applied_on, i.id) < (SELECT day, id FROM place)
        AND (coalesce(:all, 0) <> 0 OR NOT EXISTS (SELECT 1 FROM fix WHERE of_n = i.id))
        AND (coalesce(:q, '') = '' OR instr(lower(i.name), lower(:q)) > 0
          OR instr(lower(l.name), lower(:q)) > 0 OR instr(l.initials, lower(:q)) > 0
          OR instr(lower(g.name), lower(:q)) > 0 OR instr(g.initials, lower(:q)) > 0)
      ORDER BY i.applied_on DESC, i.id DESC LIMIT coalesce(:limit, 200)))
  AND (:grower IS NULL OR grower = :grower)
  AND (NOT void OR coalesce(:all, 0) <> 0)
  AND (applied_on, id) < (SELECT day, id FROM place)
ORDER BY applied_on DESC, id DESC
LIMIT coalesce(:limit, 200)
