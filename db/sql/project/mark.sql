-- Most events have none. Each event's own rows, so arrival may be in any order.
INSERT INTO mark(day, n, kind, of_n)
SELECT coalesce(:acted_on, :day), :n, value, :id FROM json_each(:marks) WHERE true
ON CONFLICT DO NOTHING
