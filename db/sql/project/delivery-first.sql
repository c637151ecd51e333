-- Day and season are those of the first event, whatever corrects it later. Primary key.
UPDATE delivery SET day = :day, season = :season WHERE id = :n
