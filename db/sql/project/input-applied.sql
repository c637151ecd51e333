-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO input(
  id, lc, org, plot, name, registration_no, dose, applied_on, phi_days)
VALUES (
  :id, :lc, :org, :plot, :name, :registration_no, :dose, :applied_on, :phi_days)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, plot = excluded.plot, name = excluded.name,
  registration_no = excluded.registration_no, dose = excluded.dose, applied_on = excluded.applied_on,
  phi_days = excluded.phi_days
WHERE (excluded.lc, excluded.org) > (input.lc, input.org)
