-- Full-text search, with tokenizers that every SQLite has. What is indexed comes from two views that
-- drop soft hyphens (U+00AD). The column «facets» holds filters as words, so that a filtered search
-- never leaves the index: y2022 and ym202212 (published), o7 (outlet), lfr (language).
CREATE VIEW articles_text AS
  SELECT id, replace(title, '­', '') AS title, replace(body, '­', '') AS body,
    iif(published IS NULL, '', 'y' || substr(published, 1, 4)
      || iif(length(published) >= 7, ' ym' || substr(published, 1, 4) || substr(published, 6, 2), ''))
      || iif(outlet_id IS NULL, '', ' o' || outlet_id)
      || iif(language IS NULL, '', ' l' || language) AS facets
  FROM articles;

-- The comment is what sqlite-utils and Datasette look for to tell which table an index belongs to.
CREATE VIRTUAL TABLE articles_fts USING fts5/* content="articles" */(
  title, body, facets,
  content = 'articles_text', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO articles_fts (articles_fts, rank) VALUES ('rank', 'bm25(5.0, 1.0, 0.0)');

CREATE VIEW statements_text AS
  SELECT id, replace(content, '­', '') AS content, replace(speaker, '­', '') AS speaker
  FROM statements;

CREATE VIRTUAL TABLE statements_fts USING fts5/* content="statements" */(
  content, speaker,
  content = 'statements_text', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');

-- The words of the index, for finding the forms that share a stem.
CREATE VIRTUAL TABLE articles_terms USING fts5vocab('articles_fts', 'row');
CREATE VIRTUAL TABLE statements_terms USING fts5vocab('statements_fts', 'row');
