-- Views for analysts: their names and columns are a promise.
-- What people noted about a text, or a place in it, that was not undone.
CREATE VIEW text_marks AS
  SELECT id, target, text_hash, coalesce(outlet, '') AS outlet, start, "end", subject, kind, value, made_at
  FROM decisions WHERE text_hash IS NOT NULL AND undone_at IS NULL;

-- What people noted, beside the rows that it is about today: one row a tag, note or hiding.
CREATE VIEW marks AS
  SELECT d.id AS decision_id, d.target, a.id AS row_id, d.kind, d.value, d.made_at
  FROM text_marks d JOIN articles a ON a.text_hash = d.text_hash
  LEFT JOIN outlets o ON o.id = a.outlet_id
  WHERE d.target = 'article' AND coalesce(o.key, '') = d.outlet
  UNION ALL
  SELECT d.id, d.target, s.id, d.kind, d.value, d.made_at
  FROM text_marks d JOIN articles a ON a.text_hash = d.text_hash
  JOIN statements s ON s.article_id = a.id AND s.start = d.start AND s."end" = d."end"
  LEFT JOIN outlets o ON o.id = a.outlet_id
  WHERE d.target = 'statement' AND coalesce(o.key, '') = d.outlet
  UNION ALL
  SELECT d.id, d.target, r.id, d.kind, d.value, d.made_at
  FROM text_marks d JOIN articles a ON a.text_hash = d.text_hash
  JOIN relations r ON r.article_id = a.id AND r.trigger_start = d.start AND r.trigger_end = d."end"
    AND r.class || ' ' || r.subject_start || ' ' || r.object_start = d.subject
  LEFT JOIN outlets o ON o.id = a.outlet_id
  WHERE d.target = 'relation' AND coalesce(o.key, '') = d.outlet
  UNION ALL
  SELECT d.id, d.target, s.id, d.kind, d.value, d.made_at
  FROM decisions d JOIN sources s ON s.key = d.subject
  WHERE d.target = 'source' AND d.kind IN ('tag', 'note', 'hide') AND d.undone_at IS NULL
  UNION ALL
  SELECT d.id, d.target, o.id, d.kind, d.value, d.made_at
  FROM decisions d JOIN outlets o ON o.key = d.subject
  WHERE d.target = 'outlet' AND d.undone_at IS NULL;


-- Dates as printed have several precisions; beside each, `day` is a whole day or null, `month` at least
-- a month or null, `year` a number, and `date_precision` one of year, month, day, time.
CREATE VIEW article_details AS
  SELECT a.id, a.title, o.name AS outlet, a.published,
    CASE WHEN length(a.published) >= 10 THEN substr(a.published, 1, 10) END AS day,
    CASE WHEN length(a.published) >= 7 THEN substr(a.published, 1, 7) END AS month,
    CAST(substr(a.published, 1, 4) AS INTEGER) AS year,
    CASE length(a.published) WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day'
      ELSE CASE WHEN a.published IS NOT NULL THEN 'time' END END AS date_precision,
    a.published_raw, a.authors, a.section, a.language, a.language_declared, a.url, a.external_id,
    coalesce(a.family_id, a.id) AS family_id, f.file, f.entry, a.record,
    (SELECT group_concat(m.value, ', ') FROM text_marks m
     WHERE m.target = 'article' AND m.kind = 'tag' AND m.text_hash = a.text_hash
       AND m.outlet = coalesce(o.key, '')) AS tags,
    (SELECT group_concat(m.value, ' / ') FROM text_marks m
     WHERE m.target = 'article' AND m.kind = 'note' AND m.text_hash = a.text_hash
       AND m.outlet = coalesce(o.key, '')) AS notes,
    a.metadata, a.body
  FROM articles a
  LEFT JOIN outlets o ON o.id = a.outlet_id
  LEFT JOIN dumps f ON f.id = a.dump_id;

CREATE VIEW statement_details AS
  SELECT s.id, s.article_id, coalesce(t.id, p.id) AS source_id, coalesce(t.key, p.key) AS source_key,
    coalesce(t.name, p.name) AS source,
    coalesce(t.kind, p.kind) AS source_kind, coalesce(t.country, p.country) AS country,
    s.kind, substr(a.body, s.start + 1, s."end" - s.start) AS content, s.start, s."end",
    substr(a.body, s.speaker_start + 1, s.speaker_end - s.speaker_start) AS speaker,
    s.speaker_start, s.speaker_end,
    -- The office printed with the speaker, else with the same source elsewhere in the article.
    coalesce(
      (SELECT m.role FROM mentions m
       WHERE m.article_id = s.article_id AND m.source_id = s.source_id AND m.role IS NOT NULL
         AND m.start < s.speaker_end AND m."end" > s.speaker_start ORDER BY m.start LIMIT 1),
      (SELECT m.role FROM mentions m
       WHERE m.article_id = s.article_id AND m.source_id = s.source_id AND m.role IS NOT NULL
       ORDER BY m.start LIMIT 1)) AS role,
    substr(a.body, s.cue_start + 1, s.cue_end - s.cue_start) AS cue, s.cue_start, s.cue_end, s.cue_lemma, s.cue_class, s.negated,
    s.said_on, CASE WHEN length(s.said_on) >= 10 THEN substr(s.said_on, 1, 10) END AS said_on_day,
    CASE length(s.said_on) WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day'
      ELSE CASE WHEN s.said_on IS NOT NULL THEN 'time' END END AS said_on_precision,
    s.said_on_raw, s.rule, s.confidence,
    a.title, o.name AS outlet, a.published,
    CASE WHEN length(a.published) >= 10 THEN substr(a.published, 1, 10) END AS day,
    CASE WHEN length(a.published) >= 7 THEN substr(a.published, 1, 7) END AS month,
    CAST(substr(a.published, 1, 4) AS INTEGER) AS year,
    CASE length(a.published) WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day'
      ELSE CASE WHEN a.published IS NOT NULL THEN 'time' END END AS date_precision,
    a.language, a.url, coalesce(a.family_id, a.id) AS family_id, f.file, f.entry, a.record,
    (SELECT group_concat(m.value, ', ') FROM text_marks m
     WHERE m.target = 'statement' AND m.kind = 'tag' AND m.text_hash = a.text_hash
       AND m.outlet = coalesce(o.key, '')
       AND m.start = s.start AND m."end" = s."end") AS tags,
    (SELECT group_concat(m.value, ' / ') FROM text_marks m
     WHERE m.target = 'statement' AND m.kind = 'note' AND m.text_hash = a.text_hash
       AND m.outlet = coalesce(o.key, '')
       AND m.start = s.start AND m."end" = s."end") AS notes
  FROM statements s
  JOIN articles a ON a.id = s.article_id
  LEFT JOIN outlets o ON o.id = a.outlet_id
  LEFT JOIN dumps f ON f.id = a.dump_id
  LEFT JOIN sources p ON p.id = s.source_id
  LEFT JOIN sources t ON t.id = p.merged_into;

CREATE VIEW relation_details AS
  SELECT r.id, r.article_id, r.statement_id,
    coalesce(st.id, s.id) AS subject_id, coalesce(st.key, s.key) AS subject_key,
    -- Two names of one source, as they are printed.
    CASE WHEN coalesce(st.id, s.id) = coalesce(ot.id, x.id)
      THEN substr(a.body, r.subject_start + 1, r.subject_end - r.subject_start)
      ELSE coalesce(st.name, s.name) END AS subject,
    coalesce(st.kind, s.kind) AS subject_kind, coalesce(st.country, s.country) AS subject_country,
    r.class, c.family AS class_family, c.quad, c.label_fr, c.label_en,
    coalesce(ot.id, x.id) AS object_id, coalesce(ot.key, x.key) AS object_key,
    CASE WHEN coalesce(st.id, s.id) = coalesce(ot.id, x.id)
      THEN substr(a.body, r.object_start + 1, r.object_end - r.object_start)
      ELSE coalesce(ot.name, x.name) END AS object,
    coalesce(ot.kind, x.kind) AS object_kind, coalesce(ot.country, x.country) AS object_country,
    r.polarity, r.modality, r.former,
    coalesce(bt.id, b.id) AS asserted_by_id, coalesce(bt.key, b.key) AS asserted_by_key,
    coalesce(bt.name, b.name) AS asserted_by,
    r.happened_on, CASE WHEN length(r.happened_on) >= 10 THEN substr(r.happened_on, 1, 10) END AS happened_on_day,
    CASE length(r.happened_on) WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day'
      ELSE CASE WHEN r.happened_on IS NOT NULL THEN 'time' END END AS happened_on_precision,
    r.happened_on_raw,
    substr(a.body, r.sentence_start + 1, r.sentence_end - r.sentence_start) AS sentence,
    substr(a.body, r.trigger_start + 1, r.trigger_end - r.trigger_start) AS "trigger",
    r.subject_start, r.subject_end, r.object_start, r.object_end, r.trigger_start, r.trigger_end,
    r.topic_start, r.topic_end, r.sentence_start, r.sentence_end, r.rule, r.confidence,
    a.title, o.name AS outlet, a.published,
    CASE WHEN length(a.published) >= 10 THEN substr(a.published, 1, 10) END AS day,
    CASE WHEN length(a.published) >= 7 THEN substr(a.published, 1, 7) END AS month,
    CAST(substr(a.published, 1, 4) AS INTEGER) AS year,
    CASE length(a.published) WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day'
      ELSE CASE WHEN a.published IS NOT NULL THEN 'time' END END AS date_precision,
    a.language, a.url, coalesce(a.family_id, a.id) AS family_id, f.file, f.entry, a.record,
    (SELECT group_concat(m.value, ', ') FROM text_marks m
     WHERE m.target = 'relation' AND m.kind = 'tag' AND m.text_hash = a.text_hash
       AND m.outlet = coalesce(o.key, '')
       AND m.start = r.trigger_start AND m."end" = r.trigger_end
       AND m.subject = r.class || ' ' || r.subject_start || ' ' || r.object_start) AS tags,
    (SELECT group_concat(m.value, ' / ') FROM text_marks m
     WHERE m.target = 'relation' AND m.kind = 'note' AND m.text_hash = a.text_hash
       AND m.outlet = coalesce(o.key, '')
       AND m.start = r.trigger_start AND m."end" = r.trigger_end
       AND m.subject = r.class || ' ' || r.subject_start || ' ' || r.object_start) AS notes
  FROM relations r
  JOIN articles a ON a.id = r.article_id
  JOIN relation_classes c ON c.class = r.class
  LEFT JOIN outlets o ON o.id = a.outlet_id
  LEFT JOIN dumps f ON f.id = a.dump_id
  JOIN sources s ON s.id = r.subject_id
  LEFT JOIN sources st ON st.id = s.merged_into
  JOIN sources x ON x.id = r.object_id
  LEFT JOIN sources ot ON ot.id = x.merged_into
  LEFT JOIN sources b ON b.id = r.asserted_by
  LEFT JOIN sources bt ON bt.id = b.merged_into;

-- Both take the counts that are kept, if those are true of all articles; else they count.
CREATE VIEW source_counts AS
  SELECT p.id AS source_id, p.key, p.kind, p.name, p.country,
    coalesce(t.articles, 0) AS articles, coalesce(t.statements, 0) AS statements,
    coalesce(t.direct, 0) AS direct, coalesce(t.indirect, 0) AS indirect,
    coalesce(t.mixed, 0) AS mixed,
    t.first_published, t.last_published, t.first_day, t.last_day
  FROM sources p
  LEFT JOIN source_tallies t ON t.source_id = p.id
  WHERE p.merged_into IS NULL
    AND (SELECT max(article_id) FROM tallied) = (SELECT coalesce(max(id), 0) FROM articles)
  UNION ALL
  SELECT p.id, p.key, p.kind, p.name, p.country,
    c.articles, c.statements, c.direct, c.indirect, c.mixed,
    c.first_published, c.last_published, c.first_day, c.last_day
  FROM (
    SELECT coalesce(m.merged_into, m.id) AS source_id,
      count(DISTINCT s.article_id) AS articles, count(*) AS statements,
      sum(CASE WHEN s.kind = 'direct' THEN 1 ELSE 0 END) AS direct,
      sum(CASE WHEN s.kind = 'indirect' THEN 1 ELSE 0 END) AS indirect,
      sum(CASE WHEN s.kind = 'mixed' THEN 1 ELSE 0 END) AS mixed,
      min(a.published) AS first_published, max(a.published) AS last_published,
      min(CASE WHEN length(a.published) >= 10 THEN substr(a.published, 1, 10) END) AS first_day,
      max(CASE WHEN length(a.published) >= 10 THEN substr(a.published, 1, 10) END) AS last_day
    FROM statements s
    JOIN sources m ON m.id = s.source_id
    JOIN articles a ON a.id = s.article_id
    WHERE (SELECT max(article_id) FROM tallied) <> (SELECT coalesce(max(id), 0) FROM articles)
    GROUP BY coalesce(m.merged_into, m.id)) c
  JOIN sources p ON p.id = c.source_id
  UNION ALL
  SELECT p.id, p.key, p.kind, p.name, p.country, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL
  FROM sources p
  WHERE p.merged_into IS NULL
    AND (SELECT max(article_id) FROM tallied) <> (SELECT coalesce(max(id), 0) FROM articles)
    AND p.id NOT IN (
      SELECT coalesce(m.merged_into, m.id) FROM statements s JOIN sources m ON m.id = s.source_id);

CREATE VIEW outlet_counts AS
  SELECT o.id AS outlet_id, o.name,
    coalesce(t.articles, 0) AS articles, coalesce(t.statements, 0) AS statements,
    coalesce(t.direct, 0) AS direct, coalesce(t.indirect, 0) AS indirect,
    coalesce(t.mixed, 0) AS mixed,
    (SELECT min(a.published) FROM articles a WHERE a.outlet_id = o.id) AS first_published,
    (SELECT max(a.published) FROM articles a WHERE a.outlet_id = o.id) AS last_published,
    (SELECT substr(a.published, 1, 10) FROM articles a
     WHERE a.outlet_id = o.id AND length(a.published) >= 10
     ORDER BY a.published LIMIT 1) AS first_day,
    (SELECT substr(a.published, 1, 10) FROM articles a
     WHERE a.outlet_id = o.id AND length(a.published) >= 10
     ORDER BY a.published DESC LIMIT 1) AS last_day,
    (SELECT group_concat(d.value, ', ') FROM decisions d
     WHERE d.target = 'outlet' AND d.subject = o.key AND d.kind = 'tag'
       AND d.undone_at IS NULL) AS tags,
    (SELECT group_concat(d.value, ' / ') FROM decisions d
     WHERE d.target = 'outlet' AND d.subject = o.key AND d.kind = 'note'
       AND d.undone_at IS NULL) AS notes
  FROM outlets o
  LEFT JOIN tallies t ON t.dimension = 'outlet' AND t.value = o.name
  WHERE (SELECT max(article_id) FROM tallied) = (SELECT coalesce(max(id), 0) FROM articles)
  UNION ALL
  SELECT o.id, o.name, count(DISTINCT a.id), count(s.id),
    sum(CASE WHEN s.kind = 'direct' THEN 1 ELSE 0 END),
    sum(CASE WHEN s.kind = 'indirect' THEN 1 ELSE 0 END),
    sum(CASE WHEN s.kind = 'mixed' THEN 1 ELSE 0 END),
    min(a.published), max(a.published),
    min(CASE WHEN length(a.published) >= 10 THEN substr(a.published, 1, 10) END),
    max(CASE WHEN length(a.published) >= 10 THEN substr(a.published, 1, 10) END),
    (SELECT group_concat(d.value, ', ') FROM decisions d
     WHERE d.target = 'outlet' AND d.subject = o.key AND d.kind = 'tag' AND d.undone_at IS NULL),
    (SELECT group_concat(d.value, ' / ') FROM decisions d
     WHERE d.target = 'outlet' AND d.subject = o.key AND d.kind = 'note' AND d.undone_at IS NULL)
  FROM outlets o
  LEFT JOIN articles a ON a.outlet_id = o.id
  LEFT JOIN statements s ON s.article_id = a.id
  WHERE (SELECT max(article_id) FROM tallied) <> (SELECT coalesce(max(id), 0) FROM articles)
  GROUP BY o.id, o.name, o.key;
