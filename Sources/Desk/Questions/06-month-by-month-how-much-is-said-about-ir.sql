-- en: Month by month, how much is said about Iran?
-- fr: Mois par mois, que dit-on de l'Iran ?
SELECT substr(d.published, 1, 7) AS month, count(DISTINCT d.id) AS statements
FROM statement_details d
JOIN mentions m ON m.article_id = d.article_id AND m.start >= d.start AND m."end" <= d."end"
JOIN sources s ON s.id = m.source_id
WHERE s.key = 'IRN'
GROUP BY month
ORDER BY month;
