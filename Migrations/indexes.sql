-- Indexes that are made at the end of a large import: each costs more while rows come in.
CREATE UNIQUE INDEX IF NOT EXISTS sources_by_key ON sources (key);
CREATE INDEX IF NOT EXISTS articles_by_hash ON articles (text_hash, identity);
CREATE INDEX IF NOT EXISTS articles_by_date ON articles (published);
CREATE INDEX IF NOT EXISTS articles_by_outlet ON articles (outlet_id, published);
CREATE INDEX IF NOT EXISTS articles_by_family ON articles (family_id) WHERE family_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS duplicates_by_article ON duplicates (article_id);
CREATE INDEX IF NOT EXISTS names_by_key ON source_names (key);
CREATE INDEX IF NOT EXISTS sources_merged ON sources (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX IF NOT EXISTS mentions_by_source ON mentions (source_id, article_id);
CREATE INDEX IF NOT EXISTS mentions_by_role ON mentions (role) WHERE role IS NOT NULL;
CREATE INDEX IF NOT EXISTS statements_by_source ON statements (source_id, article_id);
CREATE INDEX IF NOT EXISTS relations_by_subject ON relations (subject_id, object_id);
CREATE INDEX IF NOT EXISTS relations_by_object ON relations (object_id);
CREATE INDEX IF NOT EXISTS sources_by_statements ON source_tallies (statements DESC, source_id);
CREATE INDEX IF NOT EXISTS relations_by_asserter ON relations (asserted_by) WHERE asserted_by IS NOT NULL;
CREATE INDEX IF NOT EXISTS relations_by_statement ON relations (statement_id) WHERE statement_id IS NOT NULL;
-- What is less often right than wrong is left out unless it is asked for: listed here, no row has to be
-- read to learn whether it is.
CREATE INDEX IF NOT EXISTS statements_unsure ON statements (article_id) WHERE confidence < 0.5;
CREATE INDEX IF NOT EXISTS relations_unsure ON relations (asserted_by) WHERE confidence < 0.5;
