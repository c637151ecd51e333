-- Primary key.
SELECT id, plot, plot_name, grower, grower_name, name, registration_no, dose, applied_on, phi_days, until,
  at, actor_name, void AS "void?", void_reason
FROM input_row
WHERE id = :id
