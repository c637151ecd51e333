-- Primary key: a scheme as it was, by its digest.
SELECT text FROM grade_scheme_file WHERE sha256 = :sha256
