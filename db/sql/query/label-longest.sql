-- Master data is a few hundred rows: scanned. A hanzi is three bytes and one character, and as wide as two letters, so
-- bytes and characters together tell the width.
WITH said(field, value) AS (
  SELECT 'product', name FROM product WHERE coalesce(active, 1) <> 0
  UNION ALL SELECT 'variety', name FROM variety WHERE coalesce(active, 1) <> 0
  UNION ALL SELECT 'village', name FROM village WHERE coalesce(active, 1) <> 0
  UNION ALL SELECT 'township', township FROM village WHERE coalesce(active, 1) <> 0
  UNION ALL SELECT 'cooperative', name FROM party WHERE kind = 'cooperative' AND coalesce(active, 1) <> 0
  UNION ALL SELECT 'cooperative_en', name_en FROM party WHERE kind = 'cooperative' AND coalesce(active, 1) <> 0
  UNION ALL SELECT 'product_en', name_en FROM product WHERE coalesce(active, 1) <> 0
  UNION ALL SELECT 'phone', phone FROM party WHERE kind = 'cooperative' AND coalesce(active, 1) <> 0
  UNION ALL SELECT 'brand', name FROM brand WHERE coalesce(active, 1) <> 0
  UNION ALL SELECT 'mark', mark FROM brand WHERE coalesce(active, 1) <> 0
  UNION ALL SELECT 'licence', json_extract(licence, '$.number') FROM brand WHERE coalesce(active, 1) <> 0
  UNION ALL SELECT 'grade_class', grade_class FROM lot WHERE grade_class IS NOT NULL
  UNION ALL SELECT 'lot', no FROM lot
  UNION ALL SELECT 'centre', name FROM centre
  UNION ALL SELECT 'place', place FROM centre),
ranked(field, value, rank) AS (
  SELECT field, value, row_number() OVER (PARTITION BY field
    ORDER BY length(CAST(value AS BLOB)) + length(value) DESC, value)
  FROM said WHERE value <> '')
SELECT field, value FROM ranked WHERE rank = 1 ORDER BY field
