import Migrations
import Press
import SQLite

/// The tables, views and indexes of an archive as PostgreSQL makes them, determined from the archive's own
/// schema, so that both have the same.
///
/// What differs: `start` and `end` are `start_offset` and `end_offset`; tables that only serve the search of
/// SQLite are left out, and `articles` and `statements` have two columns of type `tsvector` instead, `words`
/// as printed and `stems` by language.
struct PublishedSchema {
  /// One column.
  struct Column {
    /// Its name in PostgreSQL.
    var name: String
    /// What SQLite is asked for it.
    var source: String
    var type: String
    var isRequired: Bool
  }

  /// A column that names a row of another table.
  struct Reference {
    var column: String
    var table: String
    var target: String
    /// `CASCADE`, `SET NULL` or `NO ACTION`.
    var onDelete: String
  }

  /// One table.
  struct Table {
    var name: String
    var columns: [Column]
    var key: [String]
    var references: [Reference]

    /// True when its rows belong to one article each, and come and go with it.
    var isOfArticle: Bool {
      references.contains {
        $0.column == "article_id" && $0.table == "articles" && $0.onDelete == "CASCADE"
      }
    }
  }

  /// In the order of the archive: what is referred to comes first.
  private(set) var tables: [Table] = []
  private(set) var views: [String] = []
  private(set) var indexes: [String] = []

  /// Characters of one text of which words are found; PostgreSQL takes a megabyte of words.
  static let indexedCharacters = 350_000

  /// The schema that this program makes.
  static func ofThisVersion() throws -> PublishedSchema {
    let connection = try Connection(path: ":memory:", mode: .create)
    for step in Migration.all { try connection.execute(step.sql) }
    try connection.execute(Migration.indexes)
    return try PublishedSchema(of: connection)
  }

  private init(of connection: Connection) throws {
    let query = try connection.query(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
    while try query.step() {
      let (name, sql) = (query.text(1) ?? "", query.text(3) ?? "")
      if Self.isOfSearch(query.text(2) ?? "") || Self.isOfSearch(name) { continue }
      switch query.text(0) {
      case "table": tables.append(try Self.table(name, connection))
      case "view": views.append(Self.translated(sql))
      case "index":
        let sql = Self.translated(sql)
        indexes.append(
          sql.contains(" INDEX IF NOT EXISTS ")
            ? sql
            : sql.replacing(" INDEX ", with: " INDEX IF NOT EXISTS ", maxReplacements: 1))
      default: break
      }
    }
  }

  private static func isOfSearch(_ name: String) -> Bool {
    name.contains("_fts") || name.hasSuffix("_text") || name == "article_pairs"
      || name.hasPrefix("sqlite_")
  }

  private static func table(_ name: String, _ connection: Connection) throws -> Table {
    var table = Table(name: name, columns: [], key: [], references: [])
    let columns = try connection.query(
      "SELECT name, type, \"notnull\", pk FROM pragma_table_info(\(literal(name)))")
    var key: [(place: Int, name: String)] = []
    while try columns.step() {
      let printed = columns.text(0) ?? ""
      let column = Column(
        name: renamed(printed), source: PostgresConnection.quoted(printed),
        type: type(columns.text(1) ?? "", of: printed), isRequired: columns.int(2) == 1)
      table.columns.append(column)
      if columns.int(3) > 0 { key.append((columns.int(3), column.name)) }
    }
    table.key = key.sorted { $0.place < $1.place }.map(\.name)
    let references = try connection.query(
      "SELECT \"from\", \"table\", \"to\", on_delete FROM pragma_foreign_key_list(\(literal(name)))"
    )
    while try references.step() {
      table.references.append(
        Reference(
          column: renamed(references.text(0) ?? ""), table: references.text(1) ?? "",
          target: references.text(2) ?? "id", onDelete: references.text(3) ?? "NO ACTION"))
    }
    if name == "statements" {
      // What words and stems are made of; SQLite has it beside the article, and in it.
      func span(_ name: String, _ end: String) -> String {
        "substr(a.body, statements.\(name) + 1, statements.\(end) - statements.\(name))"
      }
      table.columns += [
        ("content", span("start", "\"end\"")), ("speaker", span("speaker_start", "speaker_end")),
        ("language", "a.language"),
      ].map { name, text in
        Column(
          name: name,
          source: "(SELECT \(text) FROM articles a WHERE a.id = statements.article_id)",
          type: "text", isRequired: false)
      }
    }
    return table
  }

  private static func literal(_ text: String) -> String { PostgresConnection.literal(text) }

  private static func type(_ type: String, of column: String) -> String {
    if column == "metadata" { return "json" }
    switch type {
    case "INTEGER": return "bigint"
    case "REAL": return "double precision"
    default: return "text"
    }
  }

  private static func renamed(_ name: String) -> String {
    name == "start" || name == "end" ? name + "_offset" : name
  }

  // MARK: What is sent to PostgreSQL

  /// Makes everything but indexes and foreign keys, which cost less once rows are in.
  var statements: [String] {
    [Self.functions] + tables.map(Self.create) + views
      + [
        """
        CREATE TABLE publication (schema_digest text NOT NULL, dossier_version text NOT NULL,
          published_at text, reread text NOT NULL, rereading text NOT NULL, reread_upto bigint NOT NULL)
        """
      ]
  }

  /// What distinguishes schemas of two versions: SHA-256 of all that makes it.
  var digest: String {
    var hash = SHA256()
    var text = (statements + finish).joined(separator: "\n")
    text.withUTF8 { hash.update(UnsafeRawBufferPointer($0)) }
    return hash.finish()
  }

  /// Makes indexes and foreign keys, those that are missing.
  var finish: [String] {
    let search = ["articles", "statements"].flatMap { table in
      ["words", "stems"].map { column in
        "CREATE INDEX IF NOT EXISTS \(table)_by_\(column) ON \(table) USING gin (\(column))"
      }
    }
    let keys = tables.flatMap { table in
      // Articles come in batches, after the tables that are taken whole: those cannot refer to them.
      table.references.filter { $0.table != "articles" || table.isOfArticle }.map {
        Self.key($0, of: table.name)
      }
    }
    return indexes + search + keys
  }

  private static func create(_ table: Table) -> String {
    let quoted = PostgresConnection.quoted
    var lines = table.columns.map {
      "\(quoted($0.name)) \($0.type)\($0.isRequired ? " NOT NULL" : "")"
    }
    lines += search[table.name] ?? []
    if !table.key.isEmpty {
      lines.append("PRIMARY KEY (\(table.key.map(quoted).joined(separator: ", ")))")
    }
    return "CREATE TABLE \(quoted(table.name)) (\n  \(lines.joined(separator: ",\n  "))\n)"
  }

  private static func key(_ reference: Reference, of table: String) -> String {
    let name = "\(table)_\(reference.column)_fkey"
    return """
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_constraint
          WHERE conname = '\(name)' AND conrelid = '\(table)'::regclass) THEN
          ALTER TABLE \(table) ADD CONSTRAINT \(name) FOREIGN KEY (\(reference.column))
            REFERENCES \(reference.table) (\(reference.target)) ON DELETE \(reference.onDelete)
            DEFERRABLE INITIALLY DEFERRED;
        END IF;
      END $$
      """
  }

  private static let search: [String: [String]] = {
    func columns(_ parts: [(text: String, weight: String)]) -> [String] {
      [("words", "'simple'"), ("stems", "configuration(language)")].map { name, configuration in
        let vectors = parts.map {
          "setweight(to_tsvector(\(configuration), folded(\($0.text))), '\($0.weight)')"
        }
        return "\(name) tsvector GENERATED ALWAYS AS (\(vectors.joined(separator: " || "))) STORED"
      }
    }
    return [
      "articles": columns([("title", "A"), ("body", "B")]),
      "statements": columns([("content", "A"), ("speaker", "B")]),
    ]
  }()

  /// `folded` is what words are made of: letters without accents, with blanks between them.
  /// `substr` counts in `bigint`, as the columns of offsets do.
  private static let functions = #"""
    CREATE FUNCTION folded(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN regexp_replace(
        regexp_replace(normalize(left(coalesce($1, ''), \#(indexedCharacters)), NFD),
          '[\u0300-\u036f\u00ad]', '', 'g'), '[^[:alnum:]]+', ' ', 'g');
    CREATE FUNCTION configuration(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN CASE language WHEN 'fr' THEN 'pg_catalog.french'::regconfig
        WHEN 'en' THEN 'pg_catalog.english'::regconfig ELSE 'pg_catalog.simple'::regconfig END;
    CREATE FUNCTION substr(text, bigint, bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN pg_catalog.substr($1, $2::integer, $3::integer);
    CREATE FUNCTION words(text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN plainto_tsquery('pg_catalog.simple', folded($1));
    CREATE FUNCTION stems(text, language text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN plainto_tsquery(configuration($2), folded($1));
    """#

  // MARK: From SQLite's words to PostgreSQL's

  /// A view or an index of the archive as PostgreSQL writes it.
  static func translated(_ sql: String) -> String {
    var result = ""
    var rest = Substring(sql)
    while let first = rest.first {
      if rest.hasPrefix("--") {
        rest = rest.drop { !$0.isNewline }
      } else if first == "'" || first == "\"" {
        let text = rest.dropFirst().prefix { $0 != first }
        result += first == "\"" && text == "end" ? "end_offset" : "\(first)\(text)\(first)"
        rest = rest.dropFirst(text.count + 2)
      } else if first.isLetter || first == "_" {
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        result += ["start": "start_offset", "group_concat": "string_agg"][word] ?? String(word)
        rest = rest.dropFirst(word.count)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
