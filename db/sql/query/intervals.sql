-- The plots among :plots (a JSON array) whose pre-harvest interval is not over on :day, each with the spray
-- that ends last; by input_plot. With max() SQLite takes the other columns from that row.
SELECT i.plot, p.name AS plot_name, i.name, i.applied_on, i.phi_days,
  max(date(i.applied_on, '+' || i.phi_days || ' days')) AS until
FROM json_each(:plots) x CROSS JOIN input i ON i.plot = x.value LEFT JOIN plot p ON p.id = i.plot
WHERE i.applied_on <= :day AND date(i.applied_on, '+' || i.phi_days || ' days') > :day
  AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = i.id)
GROUP BY i.plot
ORDER BY until DESC, i.plot
