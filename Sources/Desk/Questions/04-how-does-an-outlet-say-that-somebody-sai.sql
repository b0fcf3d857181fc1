-- en: How does an outlet say that somebody said something?
-- fr: Comment un titre dit-il que quelqu'un a dit quelque chose ?
SELECT outlet, cue_class, count(*) AS n, group_concat(DISTINCT cue_lemma) AS verbs
FROM statement_details
WHERE outlet IS NOT NULL AND cue_class IS NOT NULL
GROUP BY outlet, cue_class
HAVING n >= 2
ORDER BY outlet, n DESC;
