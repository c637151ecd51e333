-- What faces are shown: SQL views over the tables, so that a list and a single thing have the same row.
-- Every sub-select is evaluated only for rows that are output. Exact time and actor of the few rows on a
-- screen come from the private part.
DROP VIEW IF EXISTS act;
CREATE VIEW act AS
  SELECT p.n, p.body ->> 'at' AS at, p.body ->> 'reason' AS reason,
    p.body ->> 'text' AS text,
    (SELECT u.name FROM origin o JOIN user u ON u.id = (o.id << 40) + (p.body ->> '$.actor[1]')
      WHERE o.name = p.body ->> '$.actor[0]') AS actor_name,
    (SELECT u.name FROM origin o JOIN user u ON u.id = (o.id << 40) + (p.body ->> '$.approver[1]')
      WHERE o.name = p.body ->> '$.approver[0]') AS approver_name
  FROM event_private p WHERE p.audience = 3;

DROP VIEW IF EXISTS weighing_row;
CREATE VIEW weighing_row AS
  SELECT w.id, w.no, l.delivery, d.no AS delivery_no, w.lot, l.no AS lot_no,
    w.scale, s.name AS scale_name, w.crate_type, t.name AS crate_type_name,
    w.pallet_type, p.name AS pallet_type_name, w.crates, w.mode,
    w.tare_source, w.gross_mg, w.tare_mg, w.net_mg, w.simulated,
    w.vehicle_weighing, w.vehicle_mg, v.mg AS first_mg, coalesce(v.vehicle, d.vehicle) AS vehicle,
    coalesce(h.body ->> 'below_min', 0) AS below_min, coalesce(h.body ->> 'rearmed', 0) AS rearmed,
    coalesce(h.body ->> 'confirmed_repeat', 0) AS confirmed_repeat,
    coalesce(h.body -> 'warnings', '[]') AS warnings,
    (SELECT at FROM act WHERE n = w.id) AS at,
    (SELECT actor_name FROM act WHERE n = w.id) AS actor_name,
    f.n IS NOT NULL AS void, f.reason AS void_reason,
    (SELECT at FROM act WHERE n = f.n) AS void_at,
    (SELECT reason FROM act WHERE n = w.id) AS reason,
    (SELECT approver_name FROM act WHERE n = w.id) AS approver_name
  FROM weighing w
    LEFT JOIN lot l ON l.id = w.lot
    LEFT JOIN delivery d ON d.id = l.delivery
    LEFT JOIN device s ON s.id = w.scale
    LEFT JOIN crate_type t ON t.id = w.crate_type
    LEFT JOIN crate_type p ON p.id = w.pallet_type
    LEFT JOIN vehicle_weighing v ON v.id = w.vehicle_weighing
    LEFT JOIN event_private h ON h.n = w.id AND h.audience = 3
    LEFT JOIN fix f ON f.of_n = w.id;

-- A spray and the day from which its plot may be harvested again. At harvest on or after :day only those
-- applied by then count: what comes later does not touch that fruit.
DROP VIEW IF EXISTS input_row;
CREATE VIEW input_row AS
  SELECT i.id, i.plot, l.name AS plot_name, l.grower, g.name AS grower_name, i.name, i.registration_no,
    i.dose, i.applied_on, i.phi_days,
    date(i.applied_on, '+' || i.phi_days || ' days') AS until,
    (SELECT at FROM act WHERE n = i.id) AS at,
    (SELECT actor_name FROM act WHERE n = i.id) AS actor_name,
    f.n IS NOT NULL AS void, coalesce((SELECT text FROM act WHERE n = f.n), f.reason) AS void_reason
  FROM input i
    LEFT JOIN plot l ON l.id = i.plot
    LEFT JOIN party g ON g.id = l.grower
    LEFT JOIN fix f ON f.of_n = i.id
  WHERE i.plot IS NOT NULL;

DROP VIEW IF EXISTS crate_loan_row;
CREATE VIEW crate_loan_row AS
  SELECT b.id, b.coop AS cooperative, c.name AS cooperative_name, b.grower, g.name AS grower_name,
    b.delivery, d.no AS delivery_no, b.crate_type, t.name AS crate_type_name, b.lent, b.returned,
    (SELECT reason FROM act WHERE n = b.id) AS reason,
    (SELECT at FROM act WHERE n = b.id) AS at,
    (SELECT actor_name FROM act WHERE n = b.id) AS actor_name,
    f.n IS NOT NULL AS void, coalesce((SELECT text FROM act WHERE n = f.n), f.reason) AS void_reason
  FROM crate_loan b
    LEFT JOIN party c ON c.id = b.coop
    LEFT JOIN party g ON g.id = b.grower
    LEFT JOIN delivery d ON d.id = b.delivery
    LEFT JOIN crate_type t ON t.id = b.crate_type
    LEFT JOIN fix f ON f.of_n = b.id
  WHERE b.coop IS NOT NULL;

-- What a cooperative has of each kind of crate: lent less returned since the first day.
DROP VIEW IF EXISTS crate_balance;
CREATE VIEW crate_balance AS
  SELECT b.coop AS cooperative, b.crate_type, sum(b.lent) AS lent, sum(b.returned) AS returned,
    sum(b.lent) - sum(b.returned) AS out
  FROM crate_loan b
  WHERE b.coop IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = b.id)
  GROUP BY b.coop, b.crate_type;

-- A harvest lot's sources: each with its part of the net (share_mg, so that the parts sum to it) and with
-- what is known today of its plot's pre-harvest interval on the day of harvest.
DROP VIEW IF EXISTS source_row;
CREATE VIEW source_row AS
  SELECT s.lot, s.pos, s.grower, g.name AS grower_name, s.plot, p.name AS plot_name, s.share_ppm,
    coalesce(s.basis, 'equal') AS basis, s.crates,
    share_mg(coalesce((SELECT w.net_mg FROM lot_sum w WHERE w.lot = s.lot), 0), s.pos,
      (SELECT json_group_array(o.weight)
        FROM (SELECT weight FROM lot_source WHERE lot = s.lot ORDER BY pos) o)) AS net_mg,
    (SELECT CASE WHEN count(*) = 0 THEN 'none-known'
        WHEN max(date(i.applied_on, '+' || i.phi_days || ' days')) > l.harvested_on THEN 'not-over'
        ELSE 'over' END
      FROM input i WHERE i.plot = s.plot AND i.applied_on <= l.harvested_on
        AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = i.id)) AS interval
  FROM lot_source s
    JOIN lot l ON l.id = s.lot
    LEFT JOIN party g ON g.id = s.grower
    LEFT JOIN plot p ON p.id = s.plot;

-- A truck waits while no weighing that counts names its first one.
DROP VIEW IF EXISTS vehicle_row;
CREATE VIEW vehicle_row AS
  SELECT v.id, l.delivery, d.no AS delivery_no, v.lot, l.no AS lot_no, c.name AS cooperative_name,
    (SELECT g.name FROM lot_source s JOIN party g ON g.id = s.grower
      WHERE s.lot = v.lot AND s.pos = 0) AS grower_name,
    v.scale, s.name AS scale_name, coalesce(v.vehicle, d.vehicle) AS vehicle, v.mg, v.mode, v.simulated,
    coalesce(h.body ->> 'below_min', 0) AS below_min, coalesce(h.body ->> 'rearmed', 0) AS rearmed,
    coalesce(h.body ->> 'confirmed_repeat', 0) AS confirmed_repeat,
    coalesce(h.body -> 'warnings', '[]') AS warnings,
    (SELECT at FROM act WHERE n = v.id) AS at,
    (SELECT actor_name FROM act WHERE n = v.id) AS actor_name,
    w.id AS weighing, w.no AS weighing_no, f.n IS NULL AND w.id IS NULL AS waiting,
    f.n IS NOT NULL AS void, f.reason AS void_reason,
    (SELECT at FROM act WHERE n = f.n) AS void_at,
    (SELECT reason FROM act WHERE n = v.id) AS reason,
    (SELECT approver_name FROM act WHERE n = v.id) AS approver_name
  FROM vehicle_weighing v
    LEFT JOIN lot l ON l.id = v.lot
    LEFT JOIN delivery d ON d.id = l.delivery
    LEFT JOIN party c ON c.id = d.coop
    LEFT JOIN device s ON s.id = v.scale
    LEFT JOIN event_private h ON h.n = v.id AND h.audience = 3
    LEFT JOIN fix f ON f.of_n = v.id
    LEFT JOIN weighing w ON w.id = (SELECT min(x.id) FROM weighing x
      WHERE x.vehicle_weighing = v.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = x.id));

-- What a deduction takes: a percentage of the lot's net sum, half up to round_mg: floor((floor(2x) + r) / 2r) · r
-- (db/functions.c). station/client/mass.c says the same for previews.
DROP VIEW IF EXISTS deduction_row;
CREATE VIEW deduction_row AS
  SELECT x.id, x.lot, l.no AS lot_no, l.delivery, d.no AS delivery_no, x.kind, x.ppm, x.mg, x.round_mg,
    x.reason, x.text,
    CASE x.kind WHEN 'percent'
      THEN percent_mg(coalesce((SELECT net_mg FROM lot_sum WHERE lot = x.lot), 0), x.ppm, x.round_mg)
      ELSE x.mg END AS deducted_mg,
    (SELECT json_object('kind', g.body ->> 'kind', 'ppm', g.body ->> 'ppm', 'mg', g.body ->> 'mg')
      FROM event_private g WHERE g.n = x.id AND g.audience = 1 -- as it was said first, where it was replaced
        AND (g.body ->> 'kind', coalesce(g.body ->> 'ppm', g.body ->> 'mg'))
          <> (x.kind, coalesce(x.ppm, x.mg))) AS was,
    (SELECT at FROM act WHERE n = x.id) AS at,
    (SELECT actor_name FROM act WHERE n = x.id) AS actor_name,
    (SELECT approver_name FROM act WHERE n = x.id) AS approver_name,
    f.n IS NOT NULL AS void, f.reason AS void_reason,
    (SELECT at FROM act WHERE n = f.n) AS void_at
  FROM deduction x
    LEFT JOIN lot l ON l.id = x.lot
    LEFT JOIN delivery d ON d.id = l.delivery
    LEFT JOIN fix f ON f.of_n = x.id;

-- A run is open until its transform is closed; of two the earlier by (lc, origin name) holds, at every station the same.
DROP VIEW IF EXISTS run_state;
CREATE VIEW run_state AS
  SELECT r.id,
    (SELECT t.id FROM transform t WHERE t.run = r.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = t.id)
      ORDER BY t.lc, t.org LIMIT 1) AS transform,
    EXISTS (SELECT 1 FROM fix WHERE of_n = r.id) AS void
  FROM grade_run r;

-- Cases that are there: packed, not void, not thrown away.
DROP VIEW IF EXISTS case_live;
CREATE VIEW case_live AS
  SELECT u.id, u.lot, u.net_mg, u.nominal_mg, u.net_mode, u.part
  FROM handling_unit u
  WHERE u.kind = 'case' AND u.net_mg IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = u.id)
    AND NOT EXISTS (SELECT 1 FROM unit_scrap s WHERE s.unit = u.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = s.n));

-- The pallet on which a unit stands. unit_move_unit: a few moves each.
DROP VIEW IF EXISTS unit_place;
CREATE VIEW unit_place AS
  SELECT u.id, (SELECT CASE WHEN m.added = 1 THEN m.parent END FROM unit_move m
      WHERE m.unit = u.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = m.n)
      ORDER BY m.lc DESC, m.org DESC, m.pos DESC LIMIT 1) AS parent
  FROM handling_unit u;

-- The cases of each pallet. unit_move_parent gives all that were ever put on it.
DROP VIEW IF EXISTS pallet_unit;
CREATE VIEW pallet_unit AS
  SELECT p.id AS pallet, c.id AS unit, c.lot, c.net_mg
  FROM pallet p CROSS JOIN case_live c
    ON c.id IN (SELECT m.unit FROM unit_move m WHERE m.parent = p.id AND m.added = 1)
    JOIN unit_place w ON w.id = c.id AND w.parent = p.id;

-- In = weighed or filled by transforms; out = taken by transforms, or on the line of an open run.
DROP VIEW IF EXISTS lot_mass;
CREATE VIEW lot_mass AS
  SELECT l.id,
    coalesce(w.crates, 0) AS crates, coalesce(w.net_mg, 0) AS net_mg,
    coalesce(w.net_mg, 0)
    + (SELECT coalesce(sum(mass_mg), 0) FROM edge e
      WHERE e.dst = l.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = e.n)) AS in_mg,
    (SELECT coalesce(sum(mass_mg), 0) FROM edge e
      WHERE e.src = l.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = e.n))
    + (SELECT coalesce(sum(f.mg), 0) FROM run_feed f JOIN run_state r ON r.id = f.run
      WHERE f.lot = l.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = f.id) AND r.transform IS NULL AND NOT r.void)
      AS out_mg,
    (SELECT coalesce(sum(deducted_mg), 0) FROM deduction_row x WHERE x.lot = l.id AND NOT x.void)
      AS deduction_mg
  FROM lot l LEFT JOIN lot_sum w ON w.lot = l.id;

-- Whose it is: of its delivery; of a lot that was made of others, of theirs, where that is one cooperative.
DROP VIEW IF EXISTS lot_owner;
CREATE VIEW lot_owner AS
  SELECT l.id, coalesce(
    (SELECT coop FROM delivery WHERE id = l.delivery),
    (SELECT CASE WHEN count(DISTINCT d.coop) = 1 AND count(*) = count(d.coop) THEN max(d.coop) END
      FROM fruit_share s JOIN lot x ON x.id = s.source LEFT JOIN delivery d ON d.id = x.delivery
      WHERE s.lot = l.id AND s.part = 'out' AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = s.n))) AS coop
  FROM lot l;

-- How a lot came to be of other lots.
DROP VIEW IF EXISTS lot_made;
CREATE VIEW lot_made AS
  SELECT o.dst AS id, t.id AS transform, json_object('transform', t.id, 'kind', t.kind, 'reason', t.reason,
    'at', (SELECT at FROM act WHERE n = t.id), 'actor_name', (SELECT actor_name FROM act WHERE n = t.id),
    'approver_name', (SELECT approver_name FROM act WHERE n = t.id),
    'from', (SELECT json_group_array(json_object('lot', i.src, 'lot_no', x.no, 'grade_class', x.grade_class, 'mg', i.mass_mg))
      FROM edge i JOIN lot x ON x.id = i.src WHERE i.dst = t.id)) AS made
  FROM edge o JOIN transform t ON t.id = o.src
  WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = t.id);

-- The deductions of a lot that count, as faces are shown them.
DROP VIEW IF EXISTS lot_deductions;
CREATE VIEW lot_deductions AS
  SELECT l.id,
    (SELECT json_group_array(json_object('id', x.id, 'kind', x.kind, 'ppm', x.ppm, 'mg', x.mg,
        'round_mg', x.round_mg, 'reason', x.reason, 'text', x.text, 'deducted_mg', x.deducted_mg))
      FROM deduction_row x WHERE x.lot = l.id AND NOT x.void) AS deductions
  FROM lot l;

DROP VIEW IF EXISTS lot_row;
CREATE VIEW lot_row AS
  SELECT l.id, l.no, l.kind, l.delivery, d.no AS delivery_no, o.coop AS cooperative,
    c.name AS cooperative_name,
    coalesce(l.product, d.product) AS product, p.name AS product_name,
    coalesce(l.variety, d.variety) AS variety, v.name AS variety_name,
    l.grade_class, g.name_zh AS grade_class_name, g.name_en AS grade_class_name_en,
    l.first_class, w.name_zh AS first_class_name, w.name_en AS first_class_name_en, l.harvested_on, coalesce(l.harvested_on, l.picked_from) AS picked_from,
    coalesce(l.harvested_on, l.picked_to) AS picked_to, l.run, l.certificate_no,
    coalesce(l.certificate_received, 0) AS certificate_received, l.gtin, l.packed_on, l.nominal_mg,
    l.day, l.season,
    m.in_mg, m.out_mg, m.in_mg - m.out_mg AS left_mg, m.crates,
    m.net_mg, m.deduction_mg, max(m.net_mg - m.deduction_mg, 0) AS payable_mg,
    (SELECT deductions FROM lot_deductions x WHERE x.id = l.id) AS deductions,
    (SELECT count(*) FROM case_live u WHERE u.lot = l.id) AS cases,
    (SELECT json_group_array(json_object('grower', s.grower, 'grower_name', s.grower_name,
        'plot', s.plot, 'plot_name', s.plot_name, 'share_ppm', s.share_ppm, 'basis', s.basis,
        'crates', s.crates, 'net_mg', s.net_mg, 'interval', s.interval))
      FROM source_row s WHERE s.lot = l.id) AS sources,
    (SELECT CASE WHEN sum(s.interval = 'not-over') > 0 THEN 'not-over'
        WHEN sum(s.interval = 'over') = count(*) THEN 'over' ELSE 'none-known' END
      FROM source_row s WHERE s.lot = l.id) AS interval,
    (SELECT json_group_array(json_object('gate', o.gate, 'reason', o.reason,
        'approver_name', (SELECT name FROM user WHERE id = o.approver), 'until', o.until,
        'plot_name', (SELECT name FROM plot WHERE id = o.plot)))
      FROM lot_override o WHERE o.lot = l.id) AS overrides,
    l.id IN (SELECT lot FROM held_lot) AS held,
    CASE WHEN l.made IS NOT NULL THEN (SELECT made FROM lot_made x WHERE x.id = l.id ORDER BY x.transform LIMIT 1) END AS made,
    EXISTS (SELECT 1 FROM fix WHERE of_n = l.id) AS void
  FROM lot l
    JOIN lot_mass m ON m.id = l.id
    JOIN lot_owner o ON o.id = l.id
    LEFT JOIN delivery d ON d.id = l.delivery
    LEFT JOIN party c ON c.id = o.coop
    LEFT JOIN grade_class g ON g.grade_class = l.grade_class
      AND g.sha256 = coalesce(l.scheme_sha256, (SELECT scheme_sha256 FROM grade_run WHERE id = l.run))
    LEFT JOIN grade_class w ON w.grade_class = l.first_class
      AND w.sha256 = coalesce(l.scheme_sha256, (SELECT scheme_sha256 FROM grade_run WHERE id = l.run))
    LEFT JOIN product p ON p.id = coalesce(l.product, d.product)
    LEFT JOIN variety v ON v.id = coalesce(l.variety, d.variety)
  WHERE l.no IS NOT NULL;

-- Of the station's own centre, as the statement `centre` chooses it.
DROP VIEW IF EXISTS run_limit;
CREATE VIEW run_limit AS
  SELECT coalesce(run_limit_ppm, 5000) AS ppm, coalesce(run_limit_mg, 500000) AS mg
  FROM centre
  WHERE lc IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = centre.id)
  ORDER BY EXISTS (SELECT 1 FROM origin WHERE origin.id = centre.id >> 40 AND own = 1) DESC, lc DESC, org DESC
  LIMIT 1;

DROP VIEW IF EXISTS grade_report_row;
CREATE VIEW grade_report_row AS
  SELECT g.id, g.machine, d.name AS machine_name, g.file, g.sha256, g.bytes, g.profile, g.batch, g.fruit, g.mg AS mass_mg,
    g.lines, g.warnings, g.day, (SELECT at FROM act WHERE n = g.id) AS at,
    CASE WHEN x.void THEN 'void' WHEN x.run IS NOT NULL THEN 'bound' ELSE 'waiting' END AS state,
    x.run, r.no AS run_no
  FROM grade_report g
    JOIN report_state x ON x.id = g.id
    LEFT JOIN device d ON d.id = g.machine
    LEFT JOIN grade_run r ON r.id = x.run
  WHERE g.sha256 IS NOT NULL;

-- Void feeds give back what they put on; void takes stay in the list. A closed run has the limit that it closed with.
DROP VIEW IF EXISTS grade_run_row;
CREATE VIEW grade_run_row AS
  SELECT r.id, r.no, r.product, p.name AS product_name, r.variety, v.name AS variety_name, r.scheme,
    s.name AS scheme_name, r.scheme_version, r.scheme_sha256, r.mixing, r.machine, d.name AS machine_name, r.day,
    r.season,
    CASE WHEN x.void THEN 'void' WHEN x.transform IS NOT NULL THEN 'closed' ELSE 'open' END AS state,
    (SELECT at FROM act WHERE n = r.id) AS opened_at,
    (SELECT at FROM act WHERE n = x.transform) AS closed_at,
    (SELECT actor_name FROM act WHERE n = x.transform) AS closed_by_name,
    (SELECT coalesce(sum(mg), 0) FROM run_feed f
      WHERE f.run = r.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = f.id)) AS in_mg,
    (SELECT json_group_array(json_object('id', f.id, 'lot', f.lot, 'lot_no', l.no, 'kind', l.kind, 'mg', f.mg,
        'picked_from', coalesce(l.harvested_on, l.picked_from), 'picked_to', coalesce(l.harvested_on, l.picked_to),
        'cooperative', o.coop, 'cooperative_name', c.name, 'at', (SELECT at FROM act WHERE n = f.id)))
      FROM run_feed f LEFT JOIN lot l ON l.id = f.lot LEFT JOIN lot_owner o ON o.id = f.lot
        LEFT JOIN party c ON c.id = o.coop
      WHERE f.run = r.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = f.id)) AS feeds,
    (SELECT json_group_array(json_object('id', t.id, 'kind', t.kind, 'grade_class', t.grade_class, 'outlet', t.outlet,
        'mg', t.mg, 'fruit', t.fruit, 'mode', t.mode, 'at', (SELECT at FROM act WHERE n = t.id),
        'actor_name', (SELECT actor_name FROM act WHERE n = t.id),
        'void', json(iif(EXISTS (SELECT 1 FROM fix WHERE of_n = t.id), 'true', 'false'))))
      FROM run_take t WHERE t.run = r.id) AS takes,
    (SELECT json_group_array(json_object('id', l.id, 'no', l.no, 'grade_class', l.grade_class, 'in_mg', m.in_mg,
        'left_mg', m.in_mg - m.out_mg, 'first_class', l.first_class,
        'made', json(CASE WHEN l.made IS NOT NULL THEN
          (SELECT made FROM lot_made y WHERE y.id = l.id ORDER BY y.transform LIMIT 1) END)))
      FROM lot l JOIN lot_mass m ON m.id = l.id
      WHERE l.run = r.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = l.id)) AS lots,
    (SELECT unaccounted_mg FROM transform WHERE id = x.transform) AS unaccounted_mg, x.transform,
    (SELECT reason FROM transform WHERE id = x.transform) AS reason,
    (SELECT fruit FROM transform WHERE id = x.transform) AS fruit,
    coalesce((SELECT limit_ppm FROM transform WHERE id = x.transform),
      CASE WHEN x.transform IS NULL THEN (SELECT ppm FROM run_limit) END, 5000) AS limit_ppm,
    coalesce((SELECT limit_mg FROM transform WHERE id = x.transform),
      CASE WHEN x.transform IS NULL THEN (SELECT mg FROM run_limit) END, 500000) AS limit_mg
  FROM grade_run r
    JOIN run_state x ON x.id = r.id
    LEFT JOIN product p ON p.id = r.product
    LEFT JOIN variety v ON v.id = r.variety
    LEFT JOIN grade_scheme s ON s.id = r.scheme
    LEFT JOIN device d ON d.id = r.machine
  WHERE r.no IS NOT NULL;

-- Not a grouped view joined to delivery: SQLite would sum up the whole season first (tried).
DROP VIEW IF EXISTS delivery_row;
CREATE VIEW delivery_row AS
  SELECT d.id, d.no, d.coop AS cooperative, c.name AS cooperative_name,
    d.product, p.name AS product_name, d.variety, v.name AS variety_name, d.vehicle, d.day, d.season,
    d.state, d.part_of,
    (SELECT at FROM act WHERE n = d.id) AS opened_at,
    (SELECT coalesce(sum(w.crates), 0) FROM lot l CROSS JOIN lot_sum w ON w.lot = l.id
      WHERE l.delivery = d.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = l.id)) AS crates,
    (SELECT coalesce(sum(w.gross_mg), 0) FROM lot l CROSS JOIN lot_sum w ON w.lot = l.id
      WHERE l.delivery = d.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = l.id)) AS gross_mg,
    (SELECT coalesce(sum(w.tare_mg), 0) FROM lot l CROSS JOIN lot_sum w ON w.lot = l.id
      WHERE l.delivery = d.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = l.id)) AS tare_mg,
    (SELECT coalesce(sum(w.net_mg), 0) FROM lot l CROSS JOIN lot_sum w ON w.lot = l.id
      WHERE l.delivery = d.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = l.id)) AS net_mg,
    (SELECT coalesce(sum(m.deduction_mg), 0) FROM lot l CROSS JOIN lot_mass m ON m.id = l.id
      WHERE l.delivery = d.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = l.id)) AS deduction_mg,
    (SELECT coalesce(sum(max(m.net_mg - m.deduction_mg, 0)), 0)
      FROM lot l CROSS JOIN lot_mass m ON m.id = l.id
      WHERE l.delivery = d.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = l.id)) AS payable_mg,
    (SELECT json_group_array(json_object('id', x.id, 'lot', x.lot, 'lot_no', x.lot_no, 'kind', x.kind,
        'ppm', x.ppm, 'mg', x.mg, 'round_mg', x.round_mg, 'reason', x.reason, 'text', x.text,
        'deducted_mg', x.deducted_mg))
      FROM lot l CROSS JOIN deduction_row x ON x.lot = l.id
      WHERE l.delivery = d.id AND NOT x.void
        AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = l.id)) AS deductions,
    (SELECT json_group_array(json_object('id', l.id, 'no', l.no,
        'grower', s.grower, 'grower_name', (SELECT name FROM party WHERE id = s.grower),
        'plot', s.plot, 'plot_name', (SELECT name FROM plot WHERE id = s.plot),
        'harvested_on', l.harvested_on, 'crates', m.crates, 'net_mg', m.in_mg,
        'deduction_mg', m.deduction_mg, 'payable_mg', max(m.net_mg - m.deduction_mg, 0),
        'deductions', json((SELECT deductions FROM lot_deductions x WHERE x.id = l.id)),
        'sources', (SELECT json_group_array(json_object('grower', r.grower, 'grower_name', r.grower_name,
            'plot', r.plot, 'plot_name', r.plot_name, 'share_ppm', r.share_ppm, 'basis', r.basis,
            'crates', r.crates, 'net_mg', r.net_mg, 'interval', r.interval))
          FROM source_row r WHERE r.lot = l.id)))
      FROM lot l JOIN lot_mass m ON m.id = l.id LEFT JOIN lot_source s ON s.lot = l.id AND s.pos = 0
      WHERE l.delivery = d.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = l.id)) AS lots,
    (SELECT json_group_array(json_object('crate_type', b.crate_type,
        'crate_type_name', (SELECT name FROM crate_type WHERE id = b.crate_type),
        'lent', b.lent, 'returned', b.returned,
        'out', (SELECT sum(x.lent) - sum(x.returned) FROM crate_loan x
          WHERE x.coop = d.coop AND x.crate_type = b.crate_type
            AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = x.id))))
      FROM (SELECT crate_type, sum(lent) AS lent, sum(returned) AS returned FROM crate_loan
        WHERE delivery = d.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = crate_loan.id)
        GROUP BY crate_type) b) AS crate_loans,
    EXISTS (SELECT 1 FROM fix WHERE of_n = d.id) AS void
  FROM delivery d
    LEFT JOIN party c ON c.id = d.coop
    LEFT JOIN product p ON p.id = d.product
    LEFT JOIN variety v ON v.id = d.variety
  WHERE d.no IS NOT NULL;

-- What a case is: a void one may have successors, then it was opened; a scrapped one has left as loss.
DROP VIEW IF EXISTS case_row;
CREATE VIEW case_row AS
  SELECT u.id, u.serial, u.serial_hash, u.lot, l.no AS lot_no, l.gtin, l.packed_on, u.net_mg, u.nominal_mg,
    u.net_mode, u.source, coalesce(u.part, 0) AS part, u.gross_mg, u.tare_mg, u.scale,
    CASE WHEN f.n IS NOT NULL AND EXISTS (SELECT 1 FROM unit_successor WHERE of_n = u.id AND n = f.n) THEN 'replaced'
      WHEN f.n IS NOT NULL THEN 'void' WHEN u.net_mg IS NULL THEN 'reserved'
      WHEN s.id IS NULL THEN 'scrapped' ELSE 'packed' END AS state,
    (SELECT json_group_array(h.serial) FROM unit_successor x JOIN handling_unit h ON h.id = x.successor
      WHERE x.of_n = u.id AND x.n = f.n) AS successors,
    p.serial AS pallet, (SELECT no FROM pallet WHERE id = p.id) AS pallet_no,
    (SELECT at FROM act WHERE n = u.id) AS packed_at,
    f.n IS NOT NULL AS void, f.reason AS void_reason,
    (SELECT count(*) FROM label WHERE unit = u.id) AS copies,
    b.state AS label_state, b.job AS label_job, b.copy AS label_copy -- of the newest copy
  FROM handling_unit u LEFT JOIN lot l ON l.id = u.lot LEFT JOIN fix f ON f.of_n = u.id
    LEFT JOIN case_live s ON s.id = u.id
    LEFT JOIN unit_place w ON w.id = s.id
    LEFT JOIN handling_unit p ON p.id = w.parent
    LEFT JOIN label b ON (b.job, b.pos) =
      (SELECT job, pos FROM label WHERE unit = u.id ORDER BY copy DESC, job DESC LIMIT 1)
  WHERE u.kind = 'case';

-- A pallet with what stands on it. Its content by unit_move_parent, then where each unit stands now.
DROP VIEW IF EXISTS pallet_row;
CREATE VIEW pallet_row AS
  SELECT p.id, p.no, h.serial AS sscc, p.internal, p.for_whom, p.for_order, p.day,
    CASE WHEN EXISTS (SELECT 1 FROM fix WHERE of_n = p.id) THEN 'void'
      WHEN EXISTS (SELECT 1 FROM pallet_close c WHERE c.pallet = p.id AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = c.id))
      THEN 'closed' ELSE 'open' END AS state,
    (SELECT at FROM act WHERE n = p.id) AS built_at,
    (SELECT count(*) FROM pallet_unit x WHERE x.pallet = p.id) AS cases,
    (SELECT coalesce(sum(x.net_mg), 0) FROM pallet_unit x WHERE x.pallet = p.id) AS net_mg,
    (SELECT json_group_array(json_object('id', l.id, 'no', l.no, 'gtin', l.gtin,
        'product_name', (SELECT name FROM product WHERE id = l.product), 'grade_class', l.grade_class,
        'nominal_mg', l.nominal_mg, 'cases', c.cases, 'net_mg', c.net_mg))
      FROM (SELECT x.lot, count(*) AS cases, sum(x.net_mg) AS net_mg FROM pallet_unit x WHERE x.pallet = p.id
        GROUP BY x.lot ORDER BY x.lot) c JOIN lot l ON l.id = c.lot) AS lots,
    (SELECT count(*) FROM label WHERE unit = p.id) AS copies,
    b.state AS label_state, b.job AS label_job
  FROM pallet p JOIN handling_unit h ON h.id = p.id
    LEFT JOIN label b ON (b.job, b.pos) =
      (SELECT job, pos FROM label WHERE unit = p.id ORDER BY copy DESC, job DESC LIMIT 1);

-- Transforms that only took away.
DROP VIEW IF EXISTS scrap_row;
CREATE VIEW scrap_row AS
  SELECT t.id, e.src AS lot, l.no AS lot_no, e.mass_mg AS mg, t.reason,
    (SELECT json_group_array(json_object('id', s.unit, 'serial', (SELECT serial FROM handling_unit WHERE id = s.unit)))
      FROM unit_scrap s WHERE s.n = t.id) AS cases,
    (SELECT at FROM act WHERE n = t.id) AS at, (SELECT actor_name FROM act WHERE n = t.id) AS actor_name,
    EXISTS (SELECT 1 FROM fix WHERE of_n = t.id) AS void
  FROM transform t JOIN edge e ON e.dst = t.id AND e.pos = 0 JOIN lot l ON l.id = e.src
  WHERE t.kind = 'scrap';

-- Voided or thrown away: no label is printed for it any more.
DROP VIEW IF EXISTS unit_gone;
CREATE VIEW unit_gone AS
  SELECT of_n AS unit FROM fix
  UNION ALL SELECT unit FROM unit_scrap s WHERE NOT EXISTS (SELECT 1 FROM fix WHERE of_n = s.n);

-- A job is as far as its least finished label, of those that are still wanted.
DROP VIEW IF EXISTS print_job_row;
CREATE VIEW print_job_row AS
  SELECT j.id, j.printer, (SELECT name FROM device WHERE id = j.printer) AS printer_name, j.reason,
    j.template AS template_sha256,
    (SELECT at FROM act WHERE n = j.id) AS queued_at,
    (SELECT count(*) FROM label WHERE job = j.id) AS labels,
    (SELECT CASE WHEN max(state = 'doubtful') THEN 'doubtful'
        WHEN max(state = 'reserved' AND NOT EXISTS (SELECT 1 FROM unit_gone g WHERE g.unit = label.unit)) THEN 'reserved'
        WHEN max(state = 'sent') THEN 'sent' WHEN max(state = 'out') THEN 'out'
        WHEN max(state = 'seen') THEN 'seen' ELSE 'void' END
      FROM label WHERE job = j.id) AS state
  FROM print_job j;

-- One line of a day's exception report: what was done, to which thing, by whom. Everything by primary key.
DROP VIEW IF EXISTS exception_row;
CREATE VIEW exception_row AS
  SELECT m.day, m.n, m.kind, h.body ->> 'at' AS at, m.of_n AS id,
    CASE WHEN w.id IS NOT NULL THEN 'weighing' WHEN v.id IS NOT NULL THEN 'vehicle_weighing'
      WHEN x.id IS NOT NULL THEN 'deduction' WHEN u.id IS NOT NULL THEN 'case'
      WHEN j.id IS NOT NULL THEN 'print_job' WHEN l.id IS NOT NULL AND l.id = m.of_n THEN 'lot'
      WHEN d.id IS NOT NULL AND d.id = m.of_n THEN 'delivery' WHEN m.kind = 'clock' THEN 'clock'
      ELSE 'other' END AS what,
    coalesce(CAST(w.no AS TEXT), u.serial, (SELECT c.serial FROM label b JOIN handling_unit c ON c.id = b.unit
      WHERE b.job = j.id AND b.pos = 0)) AS no,
    d.id AS delivery, d.no AS delivery_no, l.no AS lot_no,
    CASE WHEN (SELECT count(*) FROM lot_source s WHERE s.lot = l.id) = 1
      THEN (SELECT p.name FROM lot_source s JOIN party p ON p.id = s.grower WHERE s.lot = l.id)
      ELSE (SELECT p.name FROM party p WHERE p.id = d.coop) END AS party_name,
    coalesce(v.vehicle, (SELECT f.vehicle FROM vehicle_weighing f WHERE f.id = w.vehicle_weighing),
      d.vehicle) AS vehicle,
    CASE m.kind
      WHEN 'void' THEN coalesce(w.net_mg, v.mg, u.net_mg,
        (SELECT r.deducted_mg FROM deduction_row r WHERE r.id = x.id))
      WHEN 'replaced' THEN coalesce(percent_mg(coalesce(s.net_mg, 0), q.body ->> 'ppm', q.body ->> 'round_mg'),
        q.body ->> 'net_mg', q.body ->> 'mg') END AS was_mg,
    -- what this event said, though another one replaced it later
    CASE WHEN m.kind = 'void' THEN 0
      WHEN x.id IS NOT NULL THEN
        coalesce(percent_mg(coalesce(s.net_mg, 0), g.body ->> 'ppm', g.body ->> 'round_mg'), g.body ->> 'mg')
      WHEN w.id IS NOT NULL THEN coalesce(g.body ->> 'net_mg', w.net_mg)
      ELSE coalesce(v.mg, u.net_mg) END AS now_mg,
    coalesce(e.public ->> '$.data.reason', g.body ->> 'reason', h.body ->> 'reason',
      (SELECT o.value ->> 'reason' FROM json_each(h.body -> 'override') o LIMIT 1)) AS reason,
    coalesce(h.body ->> 'text', g.body ->> 'text', h.body ->> 'before') AS text, -- of a clock: what it should show
    (SELECT actor_name FROM act WHERE n = m.n) AS actor_name,
    (SELECT approver_name FROM act WHERE n = m.n) AS approver_name
  FROM mark m
    JOIN event e ON e.n = m.n
    JOIN origin o ON o.id = e.origin
    LEFT JOIN event_private h ON h.n = m.n AND h.audience = 3
    LEFT JOIN event_private g ON g.n = m.n AND g.audience = 1
    LEFT JOIN event_private q ON m.kind = 'replaced' AND q.audience = 1 AND q.n = -- what stood until then
      (SELECT b.n FROM event b JOIN origin c ON c.id = b.origin
        WHERE b.n IN (SELECT m.of_n UNION SELECT r.n FROM mark r WHERE r.of_n = m.of_n AND r.kind = 'replaced')
          AND (b.lc, c.name) < (e.lc, o.name)
        ORDER BY b.lc DESC, c.name DESC LIMIT 1)
    LEFT JOIN weighing w ON w.id = m.of_n
    LEFT JOIN vehicle_weighing v ON v.id = m.of_n
    LEFT JOIN deduction x ON x.id = m.of_n
    LEFT JOIN lot_sum s ON s.lot = x.lot
    LEFT JOIN handling_unit u ON u.id = m.of_n
    LEFT JOIN print_job j ON j.id = m.of_n
    LEFT JOIN lot l ON l.id = coalesce(w.lot, v.lot, x.lot, u.lot, m.of_n)
    LEFT JOIN delivery d ON d.id = coalesce(l.delivery, m.of_n);
