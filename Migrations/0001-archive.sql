-- The archive: dumps, articles, sources, what they said and did.
-- Offsets are Unicode scalars, 0-based, half-open, into articles.body:
-- substr(body, start + 1, "end" - start) is the text of a span.
-- Dates are ISO 8601 at the precision that was printed: 2022, 2022-12, 2022-12-09, with time and zone.
-- Checks list values as (column = 'a' OR column = 'b'): the codebook reads them from there.

-- One run of a command that adds articles, reads them again or takes them away.
CREATE TABLE runs (
  id              INTEGER PRIMARY KEY,
  kind            TEXT NOT NULL DEFAULT 'import'
                  CHECK (kind = 'import' OR kind = 'reextract' OR kind = 'forget' OR kind = 'undo'),
  started_at      TEXT NOT NULL,
  finished_at     TEXT,                       -- null while it runs, and when it was stopped
  dossier_version TEXT NOT NULL,
  rules_version   TEXT NOT NULL,              -- digest of the rules and tables that read the articles
  found           INTEGER NOT NULL DEFAULT 0, -- records; those of an earlier, stopped run are not counted
  articles        INTEGER NOT NULL DEFAULT 0, -- stored, read again or taken away
  duplicates      INTEGER NOT NULL DEFAULT 0,
  rejected        INTEGER NOT NULL DEFAULT 0,
  forgotten       INTEGER NOT NULL DEFAULT 0, -- records of articles that were forgotten before
  undone_at       TEXT                        -- when «imports undo» took it back
) STRICT;

CREATE TABLE dumps (
  id              INTEGER PRIMARY KEY,
  run_id          INTEGER NOT NULL REFERENCES runs (id), -- the run that added it or went on with it
  path            TEXT NOT NULL,              -- the file as it was given
  file            TEXT NOT NULL,              -- the same without the folders above what was named
  entry           TEXT,                       -- the entry of a zip, 7z or tar
  format          TEXT NOT NULL,
  sha256          TEXT,                       -- of the decompressed bytes; null while open
  bytes           INTEGER,                    -- decompressed
  charset         TEXT,
  charset_rule    TEXT CHECK (charset_rule = 'bom' OR charset_rule = 'utf8'
                    OR charset_rule = 'declared' OR charset_rule = 'detected'
                    OR charset_rule = 'fallback'),
  started_at      TEXT NOT NULL,
  finished_at     TEXT,                       -- null while open
  found           INTEGER NOT NULL DEFAULT 0, -- stored + duplicates + rejected + forgotten
  stored          INTEGER NOT NULL DEFAULT 0,
  duplicates      INTEGER NOT NULL DEFAULT 0,
  rejected        INTEGER NOT NULL DEFAULT 0,
  forgotten       INTEGER NOT NULL DEFAULT 0,
  dossier_version TEXT NOT NULL
) STRICT;

CREATE TABLE rejects (
  id         INTEGER PRIMARY KEY,
  dump_id    INTEGER NOT NULL REFERENCES dumps (id) ON DELETE CASCADE,
  record     INTEGER NOT NULL,                -- ordinal in the dump, from 1
  line       INTEGER,
  byte_start INTEGER,
  byte_end   INTEGER,
  reason     TEXT NOT NULL,
  excerpt    TEXT NOT NULL
) STRICT;

CREATE TABLE outlets (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL,                         -- as printed
  key  TEXT NOT NULL UNIQUE                   -- small letters, no accents, single blanks
) STRICT;

-- The long columns come last: what follows them in a row costs reading past them.
CREATE TABLE articles (
  id                INTEGER PRIMARY KEY,
  dump_id           INTEGER NOT NULL REFERENCES dumps (id),
  record            INTEGER NOT NULL,         -- ordinal in the dump, from 1
  outlet_id         INTEGER REFERENCES outlets (id),
  external_id       TEXT,                     -- the provider's
  url               TEXT,
  title             TEXT,
  authors           TEXT,                     -- as printed, one a line
  section           TEXT,
  language          TEXT,                     -- detected, BCP 47; und: too little text to decide
  language_declared TEXT,
  published         TEXT,
  published_raw     TEXT,                     -- as printed
  text_hash         INTEGER NOT NULL,         -- 64 bits of the body (of the identifiers when it is empty)
  identity          INTEGER NOT NULL,         -- 64 bits of text, outlet, title, date and address
  family_id         INTEGER REFERENCES articles (id), -- first article of the near-duplicates; null: not looked for
  body              TEXT NOT NULL,
  metadata          TEXT                      -- JSON object: every other field of the record
) STRICT;

-- Records that were not stored because an article agrees with them in text, outlet, title, date and
-- address.
CREATE TABLE duplicates (
  id         INTEGER PRIMARY KEY,
  dump_id    INTEGER NOT NULL REFERENCES dumps (id) ON DELETE CASCADE,
  record     INTEGER NOT NULL,                -- ordinal in the dump, from 1
  article_id INTEGER NOT NULL REFERENCES articles (id)
) STRICT;

-- Articles that were taken away for good, as digests: a later import leaves them out.
CREATE TABLE forgotten (
  identity     INTEGER NOT NULL,              -- as in articles
  sha256       TEXT PRIMARY KEY,              -- of text, outlet, title, date and address
  forgotten_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Texts in scripts without blanks between words, as pairs of letters with blanks between them, so that
-- a search finds words inside a sentence; only for articles with such texts.
CREATE TABLE article_pairs (
  article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  title      TEXT,
  body       TEXT
) STRICT;

-- What is inserted in the order of its index costs nothing to index at once.
CREATE INDEX articles_by_dump ON articles (dump_id, record);
-- What answers are counted by, without reading the text that stands before it in the row.
CREATE INDEX articles_by_facet ON articles (id, published, outlet_id, language, family_id);
CREATE INDEX rejects_by_dump ON rejects (dump_id, record);
CREATE INDEX duplicates_by_dump ON duplicates (dump_id, record);

CREATE TABLE sources (
  id          INTEGER PRIMARY KEY,
  key         TEXT NOT NULL,                  -- unique: RUS, org:IRN/MFA, per:nasser kanani, org:le phare;
                                              -- grp:experts@f3a9… in one article, per:kanani@sud info/2023-05
                                              -- in one outlet and month
  kind        TEXT NOT NULL
              CHECK (kind = 'person' OR kind = 'organisation' OR kind = 'state' OR kind = 'group'
                OR kind = 'document' OR kind = 'media'),
  name        TEXT NOT NULL,
  country     TEXT,                           -- ISO 3166-1 alpha-3
  merged_into INTEGER REFERENCES sources (id)
) STRICT;

CREATE TABLE source_names (
  id        INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  name      TEXT NOT NULL,
  name_kind TEXT NOT NULL
            CHECK (name_kind = 'name' OR name_kind = 'short' OR name_kind = 'acronym'
              OR name_kind = 'metonym' OR name_kind = 'demonym' OR name_kind = 'capital'),
  key       TEXT NOT NULL                     -- name in small letters, no accents
) STRICT;

-- The writers see to it that a source has a name of a kind once: a unique index would contain all names
-- again.
CREATE INDEX names_by_source ON source_names (source_id);

-- In the order of the texts, each place of a source once. With row numbers, which DuckDB asks for.
CREATE TABLE mentions (
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  start      INTEGER NOT NULL,
  "end"      INTEGER NOT NULL CHECK ("end" > start),
  source_id  INTEGER NOT NULL REFERENCES sources (id),
  role       TEXT,                            -- the office beside the name, as printed
  role_start INTEGER,
  role_end   INTEGER
) STRICT;

CREATE INDEX mentions_by_article ON mentions (article_id);

-- The words themselves stand in the article: statement_details has content, speaker and cue beside their
-- places.
CREATE TABLE statements (
  id            INTEGER PRIMARY KEY,
  article_id    INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  source_id     INTEGER REFERENCES sources (id), -- null: no speaker named, or not resolved
  kind          TEXT NOT NULL CHECK (kind = 'direct' OR kind = 'indirect' OR kind = 'mixed'),
  start         INTEGER NOT NULL,
  "end"         INTEGER NOT NULL CHECK ("end" > start),
  speaker_start INTEGER,                      -- null: not named beside the statement
  speaker_end   INTEGER,
  cue_start     INTEGER,
  cue_end       INTEGER,
  cue_lemma     TEXT,
  cue_class     TEXT,
  negated       INTEGER NOT NULL CHECK (negated = 0 OR negated = 1),
  said_on       TEXT,
  said_on_raw   TEXT,
  rule          TEXT NOT NULL,
  confidence    REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;

CREATE INDEX statements_by_article ON statements (article_id, source_id, kind, start, "end");

CREATE TABLE relation_classes (
  class     TEXT PRIMARY KEY,
  family    TEXT NOT NULL CHECK (family = 'event' OR family = 'tie'),
  quad      TEXT NOT NULL,
  symmetric INTEGER NOT NULL CHECK (symmetric = 0 OR symmetric = 1),
  plover    TEXT,
  cameo     TEXT,
  ftm       TEXT,
  label_fr  TEXT NOT NULL,
  label_en  TEXT NOT NULL
) STRICT;

CREATE TABLE relations (
  id              INTEGER PRIMARY KEY,
  article_id      INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  statement_id    INTEGER REFERENCES statements (id) ON DELETE SET NULL, -- null: the article's own voice
  subject_id      INTEGER NOT NULL REFERENCES sources (id),
  class           TEXT NOT NULL REFERENCES relation_classes (class),
  object_id       INTEGER NOT NULL REFERENCES sources (id),
  polarity        INTEGER NOT NULL CHECK (polarity = 1 OR polarity = -1),
  modality        TEXT NOT NULL
                  CHECK (modality = 'actual' OR modality = 'future' OR modality = 'possible'
                    OR modality = 'wanted'),
  former          INTEGER NOT NULL CHECK (former = 0 OR former = 1),
  asserted_by     INTEGER REFERENCES sources (id), -- null: the article
  happened_on     TEXT,
  happened_on_raw TEXT,
  subject_start   INTEGER NOT NULL,
  subject_end     INTEGER NOT NULL,
  object_start    INTEGER NOT NULL,
  object_end      INTEGER NOT NULL,
  trigger_start   INTEGER NOT NULL,
  trigger_end     INTEGER NOT NULL,
  topic_start     INTEGER,
  topic_end       INTEGER,
  sentence_start  INTEGER NOT NULL,
  sentence_end    INTEGER NOT NULL,
  rule            TEXT NOT NULL,
  confidence      REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;

CREATE INDEX relations_by_article ON relations (article_id);

-- Counts that are kept, so that nobody waits for them; «dossier verify» counts again and compares.
-- They are true of the articles up to tallied.article_id: when that is not the last article, an import
-- is running or was stopped, and the views count for themselves.
CREATE TABLE tallied (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  article_id INTEGER NOT NULL                 -- 0: none
) STRICT;
INSERT INTO tallied VALUES (1, 0);

-- A source that a person has merged into another counts as the other.
CREATE TABLE source_tallies (
  source_id       INTEGER PRIMARY KEY REFERENCES sources (id),
  articles        INTEGER NOT NULL,           -- in which it says something
  statements      INTEGER NOT NULL,
  direct          INTEGER NOT NULL,
  indirect        INTEGER NOT NULL,
  mixed           INTEGER NOT NULL,
  first_published TEXT,
  last_published  TEXT,
  first_day       TEXT,                       -- of the articles whose day is known
  last_day        TEXT
) STRICT;

CREATE TABLE tallies (
  dimension  TEXT NOT NULL
             CHECK (dimension = 'archive' OR dimension = 'outlet' OR dimension = 'month'
               OR dimension = 'language' OR dimension = 'confidence' OR dimension = 'class'),
  value      TEXT NOT NULL,                   -- empty: not known; of a confidence, its first two digits
  articles   INTEGER NOT NULL,                -- 0 for confidences
  statements INTEGER NOT NULL,
  direct     INTEGER NOT NULL,
  indirect   INTEGER NOT NULL,
  mixed      INTEGER NOT NULL,
  relations  INTEGER NOT NULL,
  sources    INTEGER NOT NULL,                -- that say something, before merges; 0 for confidences and classes
  PRIMARY KEY (dimension, value)
) STRICT, WITHOUT ROWID;

-- What people decided. A decision outlives a new reading and goes into another archive, so it names no
-- row of the tables above: sources and outlets are named by their keys; articles by the hash of their
-- text and their outlet's key; statements and relations by places in that text. Only the detail of
-- merges and splits has row numbers (moved, before), for undoing them in this archive.
CREATE TABLE decisions (
  id        INTEGER PRIMARY KEY,
  made_at   TEXT NOT NULL,
  kind      TEXT NOT NULL
            CHECK (kind = 'merge' OR kind = 'split' OR kind = 'rename' OR kind = 'hide'
              OR kind = 'tag' OR kind = 'note'),
  target    TEXT NOT NULL DEFAULT 'source'
            CHECK (target = 'source' OR target = 'outlet' OR target = 'article'
              OR target = 'statement' OR target = 'relation'),
  subject   TEXT NOT NULL,                    -- the key of a source or an outlet; of a relation, its class and
                                              -- where its subject and object start; else empty
  text_hash INTEGER,                          -- articles.text_hash
  outlet    TEXT,                             -- outlets.key; null: an article without one
  start     INTEGER,                          -- of the statement's content or the relation's trigger
  "end"     INTEGER,
  value     TEXT,                             -- the tag, or the note
  detail    TEXT NOT NULL DEFAULT '{}',       -- JSON object
  undone_at TEXT
) STRICT;

CREATE INDEX decisions_by_text ON decisions (text_hash, target) WHERE text_hash IS NOT NULL;
CREATE INDEX decisions_by_subject ON decisions (target, subject);

INSERT INTO relation_classes VALUES
  ('consult', 'event', 'verbal_coop', 1, 'CONSULT', '04', NULL, 'rencontre', 'consults'),
  ('agree', 'event', 'verbal_coop', 1, 'AGREE', '03 057', NULL, 's’accorde avec', 'agrees with'),
  ('support', 'event', 'verbal_coop', 0, 'SUPPORT', '05', NULL, 'soutient', 'supports'),
  ('cooperate', 'event', 'material_coop', 1, 'COOPERATE', '06', NULL, 'coopère avec', 'cooperates with'),
  ('aid', 'event', 'material_coop', 0, 'AID', '07 (not 072)', NULL, 'aide', 'aids'),
  ('supply_arms', 'event', 'material_coop', 0, 'AID (mode military)', '072 0256', NULL, 'arme', 'supplies arms to'),
  ('trade', 'event', 'material_coop', 0, 'COOPERATE (economic)', '061', 'Payment', 'commerce avec', 'trades with'),
  ('yield', 'event', 'material_coop', 0, 'CONCEDE/RETREAT', '08', NULL, 'cède à', 'yields to'),
  ('demand', 'event', 'verbal_conflict', 0, 'REQUEST', '02 10', NULL, 'exige de', 'demands of'),
  ('accuse', 'event', 'verbal_conflict', 0, 'ACCUSE', '112 09', NULL, 'accuse', 'accuses'),
  ('criticise', 'event', 'verbal_conflict', 0, 'ACCUSE (disapprove)', '11 (not 112)', NULL, 'critique', 'criticises'),
  ('reject', 'event', 'verbal_conflict', 0, 'REJECT', '12', NULL, 'rejette', 'rejects'),
  ('warn', 'event', 'verbal_conflict', 0, 'THREATEN', '13 016', NULL, 'avertit', 'warns'),
  ('protest', 'event', 'material_conflict', 0, 'PROTEST', '14', NULL, 'proteste contre', 'protests against'),
  ('mobilise', 'event', 'material_conflict', 0, 'MOBILIZE', '15', NULL, 'mobilise contre', 'mobilises against'),
  ('sanction', 'event', 'material_conflict', 0, 'SANCTION', '16 163', NULL, 'sanctionne', 'sanctions'),
  ('coerce', 'event', 'material_conflict', 0, 'COERCE', '17', NULL, 'contraint', 'coerces'),
  ('attack', 'event', 'material_conflict', 0, 'ASSAULT', '18 19 20', NULL, 'attaque', 'attacks'),
  ('appoint', 'tie', 'tie', 0, NULL, NULL, 'Occupancy (start)', 'nomme', 'appoints'),
  ('dismiss', 'tie', 'tie', 0, NULL, NULL, 'Occupancy (end)', 'démet', 'dismisses'),
  ('role_in', 'tie', 'tie', 0, NULL, NULL, 'Occupancy/Employment/Directorship/Representation', 'a une fonction dans', 'holds an office in'),
  ('member_of', 'tie', 'tie', 0, NULL, NULL, 'Membership', 'est membre de', 'is a member of'),
  ('part_of', 'tie', 'tie', 0, NULL, NULL, 'Ownership', 'fait partie de', 'is part of'),
  ('alias_of', 'tie', 'tie', 1, NULL, NULL, '(name property)', 'est aussi', 'is also'),
  ('kin', 'tie', 'tie', 1, NULL, NULL, 'Family', 'est parent de', 'is kin of');
