-- Whether a pack lot is held: from the few open holds downwards.
SELECT EXISTS (SELECT 1 FROM held_lot WHERE lot = :lot) AS "held?"
