-- Whether a class has that name in a scheme that is in use: a few schemes of a few classes.
SELECT EXISTS (
  SELECT 1 FROM grade_scheme s JOIN grade_scheme_file f ON f.sha256 = s.sha256 JOIN json_each(f.text, '$.classes') c
  WHERE coalesce(s.active, 1) <> 0 AND :grade_class IN (c.value ->> 'code', c.value ->> 'name_zh', c.value ->> 'name_en'))
  AS "known?"
