-- en: Unnamed sources: what do «a diplomat» and «une source proche du dossier» say?
-- fr: Sources anonymes : que disent « un diplomate » et « une source proche du dossier » ?
SELECT published, outlet, speaker, content
FROM statement_details
WHERE source IS NULL AND speaker IS NOT NULL
ORDER BY published;
