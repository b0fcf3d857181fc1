-- en: What is claimed of whom, and what is denied?
-- fr: Qu'affirme-t-on de qui, et qu'est-ce qui est démenti ?
SELECT subject, class, object, sum(polarity = 1) AS affirmed, sum(polarity = -1) AS denied,
  group_concat(DISTINCT coalesce(asserted_by, 'the article')) AS by_whom
FROM relation_details
WHERE class_family = 'event'
GROUP BY subject_id, class, object_id
ORDER BY denied DESC, affirmed DESC
LIMIT 10;
