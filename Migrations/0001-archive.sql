-- The archive. Offsets are Unicode scalars, 0-based, half-open, into articles.body.
CREATE TABLE dumps (id INTEGER PRIMARY KEY, path TEXT NOT NULL) STRICT;
