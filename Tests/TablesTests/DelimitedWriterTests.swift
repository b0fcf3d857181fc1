import Tables
import Testing

/// Writes one table to memory.
func written(_ rows: [[Value]], as make: (Output) -> any RowWriter) throws -> String {
  let output = Output(descriptor: -1)
  let writer = make(output)
  try writer.header((rows.first ?? []).indices.map { "c\($0)" })
  for row in rows {
    for value in row {
      switch value {
      case .null: writer.null()
      case .integer(let number): writer.integer(number)
      case .real(let number): writer.real(number)
      case .text(let text): writer.text(text)
      }
    }
    try writer.endRow()
  }
  try writer.finish()
  return String(decoding: output.takeBytes(), as: UTF8.self)
}

/// A cell as tests write it.
enum Value: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int64) { self = .integer(value) }
}

/// The plain twin of the CSV writer: cells as strings, RFC 4180 word by word.
func plainCSV(_ rows: [[String]]) -> String {
  rows.map { row in
    row.map { cell in
      cell.unicodeScalars.contains { "\",;\r\n".unicodeScalars.contains($0) }
        ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ",") + "\r\n"
  }.joined()
}

@Suite struct `Cells set apart` {
  @Test(arguments: [
    ("plain", "plain"),
    ("l'été à Kiev", "l'été à Kiev"),
    ("a,b", "\"a,b\""),
    ("«oui», dit-il\nhier", "\"«oui», dit-il\nhier\""),
    ("say \"no\"", "\"say \"\"no\"\"\""),
    ("a;b\tc", "\"a;b\tc\""),
    (";=1+1", "\"';=1+1\""),
    ("＝1+1", "'＝1+1"),
    ("；x", "'；x"),
    ("…", "…"),
    // Readers of CSV pass over a line with nothing in it.
    ("", "\"\""),
    ("=1+1", "'=1+1"),
    ("+33 1 40", "'+33 1 40"),
    ("- non", "'- non"),
    ("@elysee", "'@elysee"),
    ("\tx", "'\tx"),
    ("\rx", "\"'\rx\""),
    ("=\"a\"", "\"'=\"\"a\"\"\""),
    ("a=b", "a=b"),
  ])
  func `a text in CSV`(text: String, expected: String) throws {
    let all = try written([[.text(text)]]) { DelimitedWriter($0, dialect: .csv) }
    #expect(all == "c0\r\n" + expected + "\r\n")
  }

  @Test func `numbers are never guarded, and raw guards nothing`() throws {
    let guarded = try written([[-5, .real(-0.5), .null, "-5"]]) {
      DelimitedWriter($0, dialect: .csv)
    }
    #expect(guarded == "c0,c1,c2,c3\r\n-5,-0.5,,'-5\r\n")
    let raw = try written([["=x", "@y"]]) {
      var dialect = Dialect.csv
      dialect.guardsFormulas = false
      return DelimitedWriter($0, dialect: dialect)
    }
    #expect(raw == "c0,c1\r\n=x,@y\r\n")
  }

  @Test(arguments: [
    (Dialect.csv, "c0\r\n1\r\n\"\"\r\n\"\"\r\n"), (Dialect.tsv, "c0\n1\n\n\n"),
  ])
  func `a row of one empty cell stays a row`(dialect: Dialect, expected: String) throws {
    #expect(
      try written([[1], [.null], [""]]) { DelimitedWriter($0, dialect: dialect) } == expected)
  }

  @Test func `the French Excel gets a mark, semicolons and decimal commas`() throws {
    let text = try written([[.real(0.95), "a;b", "c,d", 7]]) {
      DelimitedWriter($0, dialect: .excel)
    }
    #expect(text == "\u{FEFF}c0;c1;c2;c3\r\n0,95;\"a;b\";c,d;7\r\n")
  }

  @Test(arguments: [
    ("a\tb\nc", "a\\tb\\nc"), ("C:\\temp", "C:\\\\temp"), ("\"q\", x", "\"q\", x"),
    ("fin\r\n", "fin\\r\\n"),
  ])
  func `a row of TSV is one line`(text: String, expected: String) throws {
    let all = try written([[.text(text), 1]]) { DelimitedWriter($0, dialect: .tsv) }
    #expect(all == "c0\tc1\n" + expected + "\t1\n")
  }

  @Test func `the numbers at both ends of the range`() throws {
    let text = try written([[.integer(.min), .integer(.max), 0, 10, 9, -10]]) {
      DelimitedWriter($0, dialect: .tsv)
    }
    #expect(
      text.split(separator: "\n")[1]
        == "-9223372036854775808\t9223372036854775807\t0\t10\t9\t-10")
  }

  @Test func `agrees with its plain twin on random cells`() throws {
    var state: UInt64 = 88
    func next(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(n))
    }
    let letters = Array("abé«,\"\n\r;œ 漢")
    for _ in 0..<300 {
      let cells = (0..<4).map { _ in
        "x" + String((0..<next(12)).map { _ in letters[next(letters.count)] })
      }
      let text = try written([cells.map { .text($0) }]) { DelimitedWriter($0, dialect: .csv) }
      #expect(text == "c0,c1,c2,c3\r\n" + plainCSV([cells]))
    }
  }

  @Test func `a buffer that is outgrown keeps every byte`() throws {
    let output = Output(descriptor: -1, fill: 16)
    let writer = DelimitedWriter(output, dialect: .csv)
    let huge = String(repeating: "é\"", count: 200_000)
    try writer.header(["a"])
    writer.text(huge)
    try writer.endRow()
    try writer.finish()
    #expect(
      String(decoding: output.takeBytes(), as: UTF8.self) == "a\r\n" + plainCSV([[huge]]))
  }
}
