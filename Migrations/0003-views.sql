-- Views for analysts: their names and columns are a promise.
-- What people noted, beside the rows that it is about today: one row a tag, note or hiding.
CREATE VIEW marks AS
  SELECT d.id AS decision_id, d.target, a.id AS row_id, d.kind, d.value, d.made_at
  FROM decisions d JOIN articles a ON a.text_hash = d.text_hash
  LEFT JOIN outlets o ON o.id = a.outlet_id
  WHERE d.target = 'article' AND o.key IS d.outlet AND d.undone_at IS NULL
  UNION ALL
  SELECT d.id, d.target, s.id, d.kind, d.value, d.made_at
  FROM decisions d JOIN articles a ON a.text_hash = d.text_hash
  JOIN statements s ON s.article_id = a.id AND s.start = d.start AND s."end" = d."end"
  LEFT JOIN outlets o ON o.id = a.outlet_id
  WHERE d.target = 'statement' AND o.key IS d.outlet AND d.undone_at IS NULL
  UNION ALL
  SELECT d.id, d.target, r.id, d.kind, d.value, d.made_at
  FROM decisions d JOIN articles a ON a.text_hash = d.text_hash
  JOIN relations r ON r.article_id = a.id AND r.trigger_start = d.start AND r.trigger_end = d."end"
    AND r.class || ' ' || r.subject_start || ' ' || r.object_start = d.subject
  LEFT JOIN outlets o ON o.id = a.outlet_id
  WHERE d.target = 'relation' AND o.key IS d.outlet AND d.undone_at IS NULL
  UNION ALL
  SELECT d.id, d.target, s.id, d.kind, d.value, d.made_at
  FROM decisions d JOIN sources s ON s.key = d.subject
  WHERE d.target = 'source' AND d.kind IN ('tag', 'note', 'hide') AND d.undone_at IS NULL
  UNION ALL
  SELECT d.id, d.target, o.id, d.kind, d.value, d.made_at
  FROM decisions d JOIN outlets o ON o.key = d.subject
  WHERE d.target = 'outlet' AND d.undone_at IS NULL;

-- A source that a person has merged into another counts as the other.
CREATE VIEW statement_details AS
  SELECT s.id, s.article_id, coalesce(t.id, p.id) AS source_id, coalesce(t.name, p.name) AS source,
    coalesce(t.kind, p.kind) AS source_kind, coalesce(t.country, p.country) AS country,
    s.kind, s.content, s.start, s."end",
    s.speaker, s.speaker_start, s.speaker_end,
    s.cue, s.cue_start, s.cue_end, s.cue_lemma, s.cue_class, s.negated, s.said_on, s.said_on_raw,
    s.rule, s.confidence,
    a.title, o.name AS outlet, a.published, a.language, a.url, coalesce(a.family_id, a.id) AS family_id,
    (SELECT group_concat(m.value, ', ') FROM (
        SELECT m.value FROM decisions m
        WHERE m.text_hash = a.text_hash AND m.target = 'statement' AND m.kind = 'tag' AND m.start = s.start AND m."end" = s."end"
          AND m.outlet IS o.key AND m.undone_at IS NULL ORDER BY m.id) m) AS tags,
    (SELECT group_concat(m.value, ' / ') FROM (
        SELECT m.value FROM decisions m
        WHERE m.text_hash = a.text_hash AND m.target = 'statement' AND m.kind = 'note' AND m.start = s.start AND m."end" = s."end"
          AND m.outlet IS o.key AND m.undone_at IS NULL ORDER BY m.id) m) AS notes
  FROM statements s
  JOIN articles a ON a.id = s.article_id
  LEFT JOIN outlets o ON o.id = a.outlet_id
  LEFT JOIN sources p ON p.id = s.source_id
  LEFT JOIN sources t ON t.id = p.merged_into;

CREATE VIEW relation_details AS
  SELECT r.id, r.article_id, r.statement_id,
    coalesce(st.id, s.id) AS subject_id, coalesce(st.name, s.name) AS subject,
    coalesce(st.kind, s.kind) AS subject_kind, coalesce(st.country, s.country) AS subject_country,
    r.class, c.family AS class_family, c.quad, c.label_fr, c.label_en,
    coalesce(ot.id, x.id) AS object_id, coalesce(ot.name, x.name) AS object,
    coalesce(ot.kind, x.kind) AS object_kind, coalesce(ot.country, x.country) AS object_country,
    r.polarity, r.modality, r.former,
    coalesce(bt.id, b.id) AS asserted_by_id, coalesce(bt.name, b.name) AS asserted_by,
    r.happened_on, r.happened_on_raw,
    substr(a.body, r.sentence_start + 1, r.sentence_end - r.sentence_start) AS sentence,
    substr(a.body, r.trigger_start + 1, r.trigger_end - r.trigger_start) AS "trigger",
    r.subject_start, r.subject_end, r.object_start, r.object_end, r.trigger_start, r.trigger_end,
    r.topic_start, r.topic_end, r.sentence_start, r.sentence_end, r.rule, r.confidence,
    a.title, o.name AS outlet, a.published, a.language, a.url, coalesce(a.family_id, a.id) AS family_id,
    (SELECT group_concat(m.value, ', ') FROM (
        SELECT m.value FROM decisions m
        WHERE m.text_hash = a.text_hash AND m.target = 'relation' AND m.kind = 'tag' AND m.start = r.trigger_start
          AND m."end" = r.trigger_end
          AND m.subject = r.class || ' ' || r.subject_start || ' ' || r.object_start
          AND m.outlet IS o.key AND m.undone_at IS NULL ORDER BY m.id) m) AS tags,
    (SELECT group_concat(m.value, ' / ') FROM (
        SELECT m.value FROM decisions m
        WHERE m.text_hash = a.text_hash AND m.target = 'relation' AND m.kind = 'note' AND m.start = r.trigger_start
          AND m."end" = r.trigger_end
          AND m.subject = r.class || ' ' || r.subject_start || ' ' || r.object_start
          AND m.outlet IS o.key AND m.undone_at IS NULL ORDER BY m.id) m) AS notes
  FROM relations r
  JOIN articles a ON a.id = r.article_id
  JOIN relation_classes c ON c.class = r.class
  LEFT JOIN outlets o ON o.id = a.outlet_id
  JOIN sources s ON s.id = r.subject_id
  LEFT JOIN sources st ON st.id = s.merged_into
  JOIN sources x ON x.id = r.object_id
  LEFT JOIN sources ot ON ot.id = x.merged_into
  LEFT JOIN sources b ON b.id = r.asserted_by
  LEFT JOIN sources bt ON bt.id = b.merged_into;

CREATE VIEW source_counts AS
  SELECT p.id AS source_id, p.key, p.kind, p.name, p.country,
    count(DISTINCT s.article_id) AS articles, count(s.id) AS statements,
    count(s.id) FILTER (WHERE s.kind = 'direct') AS direct,
    count(s.id) FILTER (WHERE s.kind = 'indirect') AS indirect,
    count(s.id) FILTER (WHERE s.kind = 'mixed') AS mixed,
    min(a.published) AS first_published, max(a.published) AS last_published
  FROM sources p
  JOIN sources m ON m.id = p.id OR m.merged_into = p.id
  LEFT JOIN statements s ON s.source_id = m.id
  LEFT JOIN articles a ON a.id = s.article_id
  WHERE p.merged_into IS NULL
  GROUP BY p.id;

CREATE VIEW outlet_counts AS
  SELECT o.id AS outlet_id, o.name,
    count(DISTINCT a.id) AS articles, count(s.id) AS statements,
    count(s.id) FILTER (WHERE s.kind = 'direct') AS direct,
    count(s.id) FILTER (WHERE s.kind = 'indirect') AS indirect,
    count(s.id) FILTER (WHERE s.kind = 'mixed') AS mixed,
    min(a.published) AS first_published, max(a.published) AS last_published
  FROM outlets o
  LEFT JOIN articles a ON a.outlet_id = o.id
  LEFT JOIN statements s ON s.article_id = a.id
  GROUP BY o.id;
