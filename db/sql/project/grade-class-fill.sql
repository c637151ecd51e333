-- Keys as station/grading/scheme-classes.c and scheme.c make them; the same digest is the same file.
WITH file AS (SELECT CASE WHEN json_valid(:file) THEN :file ELSE '{}' END AS text),
below AS (
  SELECT json_extract(text, '$.below.code') AS code,
    CASE json_type(text, '$.below') WHEN 'object' THEN json_extract(text, '$.below.name_zh')
      WHEN 'text' THEN json_extract(text, '$.below') ELSE '级外' END AS zh,
    json_extract(text, '$.below.name_en') AS en
  FROM file)
INSERT INTO grade_class(sha256, grade_class, rank, name_zh, name_en, below)
SELECT :sha256, coalesce(c.value ->> 'code', c.value ->> 'name_zh', c.value ->> 'name_en', c.key), c.key, c.value ->> 'name_zh',
  c.value ->> 'name_en', 0
FROM file CROSS JOIN json_each(file.text, '$.classes') c WHERE :sha256 IS NOT NULL
UNION ALL
SELECT :sha256, coalesce(code, zh, en, 'below grade'), 1000, coalesce(zh, '级外'), coalesce(en, 'below grade'), 1 FROM below
WHERE :sha256 IS NOT NULL
ON CONFLICT DO NOTHING
