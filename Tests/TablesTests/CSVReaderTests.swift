import Foundation
import Tables
import Testing

@Suite struct `Rows of CSV` {
  /// Tables that chance made, as Python's csv writes them, with the rows that it reads out of them.
  ///
  /// Quotes stand alone, doubled and in the middle of fields; line ends are all three; a third of the
  /// tables is written without quoting what would need it, as careless programs do.
  private static let program = #"""
    import csv, io, json, random, sys
    chance = random.Random(20261128)
    pieces = ['a', 'é', '"', '""', ',', ';', '\n', '\r\n', ' ', 'Oslo', '«', '', 'x"y', "'", '=1']
    for number in range(400):
        delimiter = chance.choice(',;|\t')
        end = chance.choice(['\n', '\r\n'])
        width = chance.randint(1, 5)
        rows = [[''.join(chance.choice(pieces) for _ in range(chance.randint(0, 6)))
                 for _ in range(width)] for _ in range(chance.randint(1, 8))]
        text = io.StringIO()
        quoting = chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
        csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
        text = text.getvalue()
        if number % 3 == 0:
            # A quote in the middle of a field that is not quoted is a letter.
            text = end.join(delimiter.join('a' + c.replace('\r', '').replace('\n', '')
                            .replace(delimiter, '') for c in row) for row in rows) + end
        read = list(csv.reader(io.StringIO(text, newline=''), delimiter=delimiter))
        json.dump([delimiter, text, read], sys.stdout)
        print()
    """#

  @Test(arguments: [1, 7, 1 << 20])
  func `are those that Python reads, however the bytes come`(stretch: Int) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.program]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    var tables = 0
    for line in output.split(separator: UInt8(ascii: "\n")) {
      let parts = try #require(try JSONSerialization.jsonObject(with: line) as? [Any])
      let delimiter = try #require((parts[0] as? String)?.utf8.first)
      let text = try #require(parts[1] as? String)
      let expected = try #require(parts[2] as? [[String]])
      let found = Self.rows(of: Array(text.utf8), delimiter, stretch)
      // Python gives an empty line as a row without fields.
      #expect(
        found.filter { $0 != [""] } == expected.filter { !$0.isEmpty && $0 != [""] },
        "\(text.debugDescription)")
      tables += 1
    }
    #expect(tables == 400)
  }

  private static func rows(of bytes: [UInt8], _ delimiter: UInt8, _ stretch: Int) -> [[String]] {
    var rows: [[String]] = []
    var reader = CSVReader(delimiter: delimiter)
    func take(_ row: CSVReader.Row) {
      rows.append((0..<row.count).map { String(decoding: row[$0], as: UTF8.self) })
    }
    for start in stride(from: 0, to: bytes.count, by: stretch) {
      bytes[start..<min(start + stretch, bytes.count)].withUnsafeBytes {
        reader.read($0, row: take)
      }
    }
    reader.finish(row: take)
    return rows
  }
}
