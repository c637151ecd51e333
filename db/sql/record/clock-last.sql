-- Within one origin lc only grows: its last event has the greatest. One seek for each origin.
SELECT max((SELECT lc FROM event WHERE n >= o.id << 40 AND n < (o.id + 1) << 40 ORDER BY n DESC LIMIT 1))
FROM origin o
