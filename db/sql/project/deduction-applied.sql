-- One probe of the primary key; the latest by (lc, origin name) holds.
INSERT INTO deduction(id, lc, org, lot, kind, ppm, mg, round_mg, reason, text)
VALUES (:id, :lc, :org, :lot, :kind, :ppm, :mg, max(coalesce(:round_mg, 1), 1), :reason, :text)
ON CONFLICT(id) DO UPDATE SET
  lc = excluded.lc, org = excluded.org, lot = excluded.lot, kind = excluded.kind, ppm = excluded.ppm,
  mg = excluded.mg, round_mg = excluded.round_mg, reason = excluded.reason, text = excluded.text
WHERE (excluded.lc, excluded.org) > (deduction.lc, deduction.org)
