-- Full-text search, with tokenizers that every SQLite has. What is indexed comes from two views that
-- drop soft hyphens (U+00AD, the invisible letter between the quotes of replace: DuckDB has no char()).
-- The column «facets» contains filters as words, so that a filtered search never leaves the index:
-- y2022 and ym202212 (published), o7 (outlet), lfr (language).
CREATE VIEW articles_text AS
  SELECT a.id, replace(a.title, '­', '') AS title, replace(a.body, '­', '') AS body,
    CASE WHEN a.published IS NULL THEN '' ELSE 'y' || substr(a.published, 1, 4)
      || CASE WHEN length(a.published) >= 7
           THEN ' ym' || substr(a.published, 1, 4) || substr(a.published, 6, 2) ELSE '' END END
      || CASE WHEN a.outlet_id IS NULL THEN '' ELSE ' o' || a.outlet_id END
      || CASE WHEN a.language IS NULL THEN '' ELSE ' l' || a.language END AS facets,
    p.title AS title_pairs, p.body AS body_pairs
  FROM articles a LEFT JOIN article_pairs p ON p.article_id = a.id;

-- The comment in front of the bracket is for Datasette and sqlite-utils, which look for it to learn
-- which table has a full-text index.
CREATE VIRTUAL TABLE articles_fts USING fts5/* content="articles" */(
  title, body, facets, title_pairs, body_pairs,
  content = 'articles_text', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO articles_fts (articles_fts, rank) VALUES ('rank', 'bm25(5.0, 1.0, 0.0, 5.0, 1.0)');

CREATE VIEW statements_text AS
  SELECT s.id, replace(substr(a.body, s.start + 1, s."end" - s.start), '­', '') AS content
  FROM statements s CROSS JOIN articles a WHERE a.id = s.article_id;

CREATE VIRTUAL TABLE statements_fts USING fts5/* content="statements" */(
  content,
  content = 'statements_text', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');

-- Segments are merged at the end of an import, in one pass: while rows come in, each merge would write
-- again what it has written. Words are gathered in so many bytes of memory.
INSERT INTO articles_fts (articles_fts, rank)
  VALUES ('automerge', 0), ('crisismerge', 1999), ('hashsize', 16777216);
INSERT INTO statements_fts (statements_fts, rank)
  VALUES ('automerge', 0), ('crisismerge', 1999), ('hashsize', 8388608);
