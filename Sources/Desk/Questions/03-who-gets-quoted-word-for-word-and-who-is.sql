-- en: Who gets quoted word for word, and who is only reported?
-- fr: Qui est cité mot pour mot, et qui n'est que rapporté ?
SELECT name, kind, statements, direct, indirect, mixed, round(100.0 * direct / statements) AS percent_direct
FROM source_counts
WHERE statements >= 3
ORDER BY statements DESC;
