-- Primary key; the tare in force on :day is the end of a range of tare_type.
SELECT c.id, c.name, c.name_en, c.initials, coalesce(c.active, 1) AS "active?", t.mg AS tare_mg, t.from_day AS tare_from
FROM crate_type c LEFT JOIN tare t ON t.id = (
  SELECT id FROM tare WHERE crate_type = c.id AND owner IS NULL AND (:day IS NULL OR from_day <= :day)
    AND NOT EXISTS (SELECT 1 FROM fix WHERE of_n = tare.id)
  ORDER BY from_day DESC, lc DESC, org DESC LIMIT 1)
WHERE c.id = :id
