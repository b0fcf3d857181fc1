import Testing

@testable import Publish

@Suite struct `Publishing, before any server` {
  @Test(arguments: [
    ("postgresql://editor:s3cret@db/press", "postgresql://editor@db/press"),
    ("postgresql://editor:p%40ss@db:5433/press", "postgresql://editor@db:5433/press"),
    ("postgresql://editor:p@ss@db/press", "postgresql://editor@db/press"),
    ("postgresql://db/press?user=a&password=s3cret", "postgresql://db/press?user=a&password=…"),
    ("postgresql:///press?host=/run/postgresql", "postgresql:///press?host=/run/postgresql"),
  ])
  func `an address is shown without its password`(address: String, shown: String) {
    #expect(PostgresConnection.withoutPassword(address) == shown)
  }

  @Test(arguments: [
    (#"SELECT a."end", m.start FROM m"#, "SELECT a.end_offset, m.start_offset FROM m"),
    (#"CASE WHEN x THEN 'the end, start' END"#, #"CASE WHEN x THEN 'the end, start' END"#),
    (#"SELECT 'it''s start' AS "trigger""#, #"SELECT 'it''s start' AS "trigger""#),
    (#"group_concat(m.value, ', ')"#, #"string_agg(m.value, ', ')"#),
    ("SELECT speaker_start -- the start\nFROM x", "SELECT speaker_start \nFROM x"),
  ])
  func `SQL of the archive is written as PostgreSQL reads it`(sql: String, expected: String) {
    #expect(PublishedSchema.translated(sql) == expected)
  }

  @Test func `every table and view but those of SQLite's search is published`() throws {
    let schema = try PublishedSchema.ofThisVersion()
    let tables = schema.tables.map(\.name)
    #expect(
      Set(tables).isSuperset(of: ["articles", "statements", "relations", "decisions", "runs"]))
    #expect(!tables.contains { $0.contains("fts") || $0 == "article_pairs" })
    #expect(
      schema.tables.filter(\.isOfArticle).map(\.name) == ["mentions", "statements", "relations"])
    #expect(schema.views.contains { $0.contains("CREATE VIEW statement_details") })
    #expect(schema.tables.allSatisfy { $0.isOfArticle || !$0.key.isEmpty }, "rows are told by keys")
    let columns = schema.tables.first { $0.name == "statements" }?.columns.map(\.name) ?? []
    #expect(columns.contains("start_offset") && columns.contains("end_offset"))
  }

  @Test func `views call only functions that PostgreSQL has too`() throws {
    let views = try PublishedSchema.ofThisVersion().views
    let called = views.joined(separator: "\n").matches(of: /\b([a-zA-Z_]+)\(/).map {
      $0.1.lowercased()
    }
    let known: Set = [
      "cast", "coalesce", "count", "length", "max", "min", "string_agg", "substr", "sum",
    ]
    #expect(Set(called).subtracting(known).isEmpty)
    #expect(called.contains("string_agg"))
  }

  @Test func `rows are written in the binary form of COPY`() {
    var sent: [UInt8] = []
    let rows = CopyRows(columns: 4) { bytes in
      sent += bytes
      return true
    }
    rows.row()
    rows.integer(-2)
    rows.null()
    rows.real(1.5)
    Array("é\u{0}".utf8).withUnsafeBufferPointer { rows.text($0) }
    rows.finish()
    var expected = Array("PGCOPY\n".utf8) + [0xFF, 13, 10, 0] + Array(repeating: 0, count: 8)
    expected += [0, 4, 0, 0, 0, 8] + Array(repeating: 0xFF, count: 7) + [0xFE]
    expected += [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 8, 0x3F, 0xF8, 0, 0, 0, 0, 0, 0]
    expected += [0, 0, 0, 5, 0xC3, 0xA9, 0xEF, 0xBF, 0xBD, 0xFF, 0xFF]
    #expect(sent == expected)
    #expect(rows.count == 1 && rows.mended == 1)
  }
}
