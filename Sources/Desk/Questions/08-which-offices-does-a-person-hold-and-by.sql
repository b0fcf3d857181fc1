-- en: Which offices does a person hold, and by which article?
-- fr: Quelles fonctions une personne occupe-t-elle, et selon combien d'articles ?
SELECT subject, object, count(DISTINCT article_id) AS articles, min(published) AS first,
  max(published) AS last
FROM relation_details
WHERE class = 'role_in' AND NOT former
GROUP BY subject_id, object_id
ORDER BY articles DESC, subject;
