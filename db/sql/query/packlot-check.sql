-- hu_lot and the lot's edges: what of a pack lot stands in no case, and how the cases weigh that were weighed.
SELECT m.in_mg - m.out_mg - (SELECT coalesce(sum(net_mg), 0) FROM case_live WHERE lot = m.id) AS loose_mg,
  (SELECT count(*) FROM case_live WHERE lot = m.id AND net_mode <> 'nominal' AND coalesce(part, 0) = 0) AS n,
  (SELECT coalesce(sum(net_mg), 0) FROM case_live WHERE lot = m.id AND net_mode <> 'nominal' AND coalesce(part, 0) = 0) AS sum_mg,
  (SELECT count(*) FROM case_live WHERE lot = m.id AND net_mode <> 'nominal' AND coalesce(part, 0) = 0
    AND net_mg < nominal_mg) AS n_short,
  (SELECT spread_mg FROM pack_plan WHERE id = (SELECT plan FROM lot WHERE id = m.id)) AS spread_mg
FROM lot_mass m WHERE m.id = :id
