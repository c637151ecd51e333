-- lot_day: the lots of a day.
SELECT 1 + count(*) AS no FROM lot WHERE day = :day AND made = 'merge'
