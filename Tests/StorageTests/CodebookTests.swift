import Testing

@testable import Storage

@Suite struct `The codebook` {
  @Test func `tells what every table and column means`() throws {
    let codebook = try Codebook.ofThisVersion()
    #expect(codebook.tables.count > 15)
    var used: Set<String> = []
    for table in codebook.tables {
      #expect(!table.meaning.isEmpty, "\(table.name)")
      used.insert("# " + table.name)
      for column in table.columns {
        #expect(!column.meaning.isEmpty, "\(table.name).\(column.name)")
        used.insert("\(table.name).\(column.name)")
        used.insert("*.\(column.name)")
      }
    }
    #expect(CodebookText.keys.filter { !used.contains($0) } == [])
  }

  @Test(arguments: [
    ("statements", "kind", ["direct", "indirect", "mixed"]),
    ("relations", "polarity", ["1", "-1"]),
    ("statement_details", "date_precision", ["year", "month", "day", "time"]),
  ])
  func `tells the values of a column that has few`(
    table: String, column: String, values: [String]
  ) throws {
    let codebook = try Codebook.ofThisVersion()
    let found = codebook.tables.first { $0.name == table }?.columns.first { $0.name == column }
    #expect(found?.values == values)
  }
}
