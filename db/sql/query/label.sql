-- Primary key of label.
SELECT l.job, l.pos, l.unit, u.serial, l.copy, l.state, l.reason
FROM label l LEFT JOIN handling_unit u ON u.id = l.unit
WHERE l.job = :job AND l.pos = :pos
