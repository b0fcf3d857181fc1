-- The archive: dumps, articles, sources, what they said and did.
-- Offsets are Unicode scalars, 0-based, half-open, into articles.body:
-- substr(body, start + 1, "end" - start) is the text of a span.
-- Dates are ISO 8601 at the precision that was printed: 2022, 2022-12, 2022-12-09, with time and zone.

CREATE TABLE dumps (
  id              INTEGER PRIMARY KEY,
  path            TEXT NOT NULL,              -- the file as it was given
  entry           TEXT,                       -- the entry of a zip or tar
  format          TEXT NOT NULL,
  sha256          TEXT,                       -- of the decompressed bytes; null while open
  bytes           INTEGER,                    -- decompressed
  charset         TEXT,
  charset_rule    TEXT CHECK (charset_rule IN ('bom', 'utf8', 'declared', 'fallback')),
  started_at      TEXT NOT NULL,
  finished_at     TEXT,                       -- null while open
  found           INTEGER NOT NULL DEFAULT 0,
  stored          INTEGER NOT NULL DEFAULT 0,
  duplicates      INTEGER NOT NULL DEFAULT 0,
  rejected        INTEGER NOT NULL DEFAULT 0,
  dossier_version TEXT NOT NULL
) STRICT;

CREATE TABLE rejects (
  id         INTEGER PRIMARY KEY,
  dump_id    INTEGER NOT NULL REFERENCES dumps ON DELETE CASCADE,
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

CREATE TABLE articles (
  id                INTEGER PRIMARY KEY,
  dump_id           INTEGER NOT NULL REFERENCES dumps,
  record            INTEGER NOT NULL,         -- ordinal in the dump, from 1
  outlet_id         INTEGER REFERENCES outlets,
  external_id       TEXT,                     -- the provider's
  url               TEXT,
  title             TEXT,
  body              TEXT NOT NULL,
  authors           TEXT,                     -- as printed, one a line
  section           TEXT,
  language          TEXT,                     -- detected, BCP 47; und: too little text to tell
  language_declared TEXT,
  published         TEXT,
  published_raw     TEXT,                     -- as printed
  text_hash         INTEGER NOT NULL,         -- 64 bits of the body (of the identifiers when it is empty)
  family_id         INTEGER REFERENCES articles, -- first article of the near-duplicates; null: not looked for
  metadata          TEXT                      -- JSON object: every other field of the record
) STRICT;

CREATE TABLE sources (
  id          INTEGER PRIMARY KEY,
  key         TEXT NOT NULL UNIQUE,           -- RUS, org:IRN/MFA, per:nasser kanani, grp:gilets jaunes
  kind        TEXT NOT NULL
              CHECK (kind IN ('person', 'organisation', 'state', 'group', 'document', 'media')),
  name        TEXT NOT NULL,
  country     TEXT,                           -- ISO 3166-1 alpha-3
  merged_into INTEGER REFERENCES sources
) STRICT;

CREATE TABLE source_names (
  id        INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
  name      TEXT NOT NULL,
  name_kind TEXT NOT NULL
            CHECK (name_kind IN ('name', 'short', 'acronym', 'metonym', 'demonym', 'capital')),
  key       TEXT NOT NULL,                    -- name in small letters, no accents
  UNIQUE (source_id, name, name_kind)
) STRICT;

CREATE TABLE mentions (
  id         INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  source_id  INTEGER NOT NULL REFERENCES sources,
  start      INTEGER NOT NULL,
  "end"      INTEGER NOT NULL CHECK ("end" > start),
  role       TEXT,                            -- the office beside the name, as printed
  role_start INTEGER,
  role_end   INTEGER
) STRICT;

CREATE TABLE statements (
  id            INTEGER PRIMARY KEY,
  article_id    INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  source_id     INTEGER REFERENCES sources,   -- null: nobody named, or not told
  kind          TEXT NOT NULL CHECK (kind IN ('direct', 'indirect', 'mixed')),
  content       TEXT NOT NULL,
  start         INTEGER NOT NULL,
  "end"         INTEGER NOT NULL CHECK ("end" > start),
  speaker       TEXT,                         -- as printed
  speaker_start INTEGER,
  speaker_end   INTEGER,
  cue           TEXT,                         -- as printed
  cue_start     INTEGER,
  cue_end       INTEGER,
  cue_lemma     TEXT,
  cue_class     TEXT,
  negated       INTEGER NOT NULL CHECK (negated IN (0, 1)),
  said_on       TEXT,
  said_on_raw   TEXT,
  rule          TEXT NOT NULL,
  confidence    REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)
) STRICT;

CREATE TABLE relation_classes (
  class     TEXT PRIMARY KEY,
  family    TEXT NOT NULL CHECK (family IN ('event', 'tie')),
  quad      TEXT NOT NULL,
  symmetric INTEGER NOT NULL CHECK (symmetric IN (0, 1)),
  plover    TEXT,
  cameo     TEXT,
  ftm       TEXT,
  label_fr  TEXT NOT NULL,
  label_en  TEXT NOT NULL
) STRICT;

CREATE TABLE relations (
  id              INTEGER PRIMARY KEY,
  article_id      INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  statement_id    INTEGER REFERENCES statements ON DELETE SET NULL, -- null: the article's own voice
  subject_id      INTEGER NOT NULL REFERENCES sources,
  class           TEXT NOT NULL REFERENCES relation_classes,
  object_id       INTEGER NOT NULL REFERENCES sources,
  polarity        INTEGER NOT NULL CHECK (polarity IN (1, -1)),
  modality        TEXT NOT NULL CHECK (modality IN ('actual', 'future', 'possible', 'wanted')),
  former          INTEGER NOT NULL CHECK (former IN (0, 1)),
  asserted_by     INTEGER REFERENCES sources, -- null: the article
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

CREATE TABLE runs (
  id              INTEGER PRIMARY KEY,
  started_at      TEXT NOT NULL,
  finished_at     TEXT,
  dossier_version TEXT NOT NULL,
  rules_version   TEXT NOT NULL,
  articles        INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE decisions (
  id        INTEGER PRIMARY KEY,
  made_at   TEXT NOT NULL,
  kind      TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'rename', 'hide', 'tag', 'note')),
  subject   TEXT NOT NULL,                    -- a source's key, or «article:ID»
  detail    TEXT NOT NULL,                    -- JSON object
  undone_at TEXT
) STRICT;

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
