-- en: The proof of a row
-- fr: La preuve d'une ligne : le passage, et ce qui l'entoure.
SELECT s.speaker, s.content, substr(a.body, max(s.start - 60, 0) + 1, s."end" - s.start + 120) AS around
FROM statement_details s
JOIN articles a ON a.id = s.article_id
WHERE s.kind = 'direct' AND s.confidence >= 0.9
LIMIT 5;
