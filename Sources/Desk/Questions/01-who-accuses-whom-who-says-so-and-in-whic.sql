-- en: Who accuses whom, who says so, and in which words?
-- fr: Qui accuse qui, d'après qui, et en quels termes ?
SELECT published, subject, object, asserted_by, sentence
FROM relation_details
WHERE class = 'accuse' AND polarity = 1
ORDER BY published;
