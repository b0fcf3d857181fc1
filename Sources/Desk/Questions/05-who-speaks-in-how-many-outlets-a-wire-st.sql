-- en: Who speaks in how many outlets, a wire story counted once?
-- fr: Qui parle dans combien de titres, une dépêche comptée une fois ?
SELECT source, count(DISTINCT outlet) AS outlets, count(DISTINCT family_id) AS stories
FROM statement_details
WHERE source IS NOT NULL
GROUP BY source_id
HAVING stories >= 2
ORDER BY stories DESC, source;
