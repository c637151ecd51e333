-- All names that a label may bear, each once. Master data is a few hundred rows, pallets a few thousand a season: scanned. "second" and "third" are what the
-- field is put together of besides.
SELECT 'product' AS field, name AS value, NULL AS second, NULL AS third FROM product WHERE coalesce(active, 1) <> 0
UNION SELECT 'variety', name, NULL, NULL FROM variety WHERE coalesce(active, 1) <> 0
UNION SELECT 'description', coalesce(nullif(name_en, ''), name), NULL, NULL FROM variety WHERE coalesce(active, 1) <> 0
UNION SELECT 'commodity', name, name_en, NULL FROM product WHERE coalesce(active, 1) <> 0
UNION SELECT 'origin', name, township, NULL FROM village WHERE coalesce(active, 1) <> 0
UNION SELECT 'origin_en', county_en, township_en, NULL FROM village
  WHERE coalesce(active, 1) <> 0 AND coalesce(county_en, township_en) IS NOT NULL
UNION SELECT 'promisor', name, NULL, NULL FROM party WHERE kind = 'cooperative' AND coalesce(active, 1) <> 0
UNION SELECT 'grower', coalesce(nullif(name_en, ''), name), NULL, NULL FROM party
  WHERE kind = 'cooperative' AND coalesce(active, 1) <> 0
UNION SELECT 'contact', phone, NULL, NULL FROM party WHERE kind = 'cooperative' AND coalesce(active, 1) <> 0
UNION SELECT 'to', for_whom, NULL, NULL FROM pallet WHERE for_whom IS NOT NULL
UNION SELECT 'brand', name, mark, json_extract(licence, '$.number') FROM brand
  WHERE coalesce(active, 1) <> 0 AND mark <> ''
UNION SELECT 'centre', name, NULL, NULL FROM centre
UNION SELECT 'from', name, NULL, NULL FROM centre
