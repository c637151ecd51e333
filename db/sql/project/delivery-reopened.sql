-- The latest of closed and reopened by (lc, origin name) holds; a stub when the delivery is not here yet.
INSERT INTO delivery(id, state, state_lc, state_org) VALUES (:delivery, 'open', :lc, :org)
ON CONFLICT(id) DO UPDATE SET
  state = excluded.state, state_lc = excluded.state_lc, state_org = excluded.state_org
WHERE delivery.state_lc IS NULL
  OR (excluded.state_lc, excluded.state_org) > (delivery.state_lc, delivery.state_org)
