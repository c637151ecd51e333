-- Sprays, the latest first: of a plot or of a grower's plots by input_plot; all of them backwards by the
-- primary key. Void ones only when asked for.
SELECT id, plot, plot_name, grower, grower_name, name, registration_no, dose, applied_on, phi_days, until,
  at, actor_name, void AS "void?", void_reason
FROM input_row
WHERE id IN (
    SELECT id FROM input WHERE :plot IS NOT NULL AND plot = :plot
    UNION ALL SELECT i.id FROM plot l CROSS JOIN input i ON i.plot = l.id
      WHERE :plot IS NULL AND :grower IS NOT NULL AND l.grower = :grower
    UNION ALL SELECT id FROM (SELECT id FROM input
      WHERE :plot IS NULL AND :grower IS NULL AND (:before IS NULL OR id < :before)
      ORDER BY id DESC LIMIT coalesce(:limit, 200)))
  AND (:grower IS NULL OR grower = :grower)
  AND (NOT void OR coalesce(:all, 0) <> 0)
  AND (:before IS NULL OR id < :before)
ORDER BY applied_on DESC, id DESC
LIMIT coalesce(:limit, 200)
