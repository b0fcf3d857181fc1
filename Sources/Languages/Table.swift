/// A table of a language: tab-separated, UTF-8, `#` comments, then one header line.
package struct Table: Sendable {
  /// The file below the languages' folder: `French/cues.tsv`.
  package let file: String
  /// The names of the columns.
  package let columns: [String]
  /// The rows, each with its line (from 1) and as many fields as there are columns.
  package let rows: [Row]

  /// One line of a table.
  package struct Row: Sendable {
    /// The line in the file, from 1.
    package let line: Int
    /// One field a column; missing ones at the end are empty.
    package let fields: [String]

    /// The field of a column, by place.
    package subscript(column: Int) -> String { fields[column] }
  }

  /// A fault in a table, with its place.
  package struct Fault: Error, CustomStringConvertible {
    var file: String
    var line: Int
    var problem: String

    /// A fault at a line (from 1).
    package init(file: String, line: Int, problem: String) {
      self.file = file
      self.line = line
      self.problem = problem
    }

    package var description: String { "\(file):\(line): \(problem)" }
  }

  /// The table `file`, or nil when the language has none by that name.
  ///
  /// - Throws: `Fault` when a row has more fields than the header.
  package static func named(_ file: String) throws(Fault) -> Table? {
    guard let text = DataFiles.all.first(where: { $0.path == file })?.text else { return nil }
    var columns: [String] = []
    var rows: [Row] = []
    for line in Lines(text) {
      let fields = line.fields()
      if columns.isEmpty {
        columns = fields
        continue
      }
      guard fields.count <= columns.count else {
        throw Fault(
          file: file, line: line.number,
          problem:
            "expected \(columns.count) columns (\(columns.joined(separator: ", "))), found \(fields.count)"
        )
      }
      rows.append(
        Row(
          line: line.number,
          fields: fields + Array(repeating: "", count: columns.count - fields.count)))
    }
    return Table(file: file, columns: columns, rows: rows)
  }

  /// The files of a folder (`French`), for tests that look at all of them.
  package static func files(in folder: String) -> [String] {
    DataFiles.all.map(\.path).filter { $0.hasPrefix(folder + "/") && $0.hasSuffix(".tsv") }
  }
}

/// The lines of a gathered text that are neither empty nor comments.
struct Lines: Sequence, IteratorProtocol {
  struct Line {
    let number: Int
    let bytes: UnsafeBufferPointer<UInt8>

    /// The tab-separated fields.
    func fields() -> [String] {
      bytes.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    }
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  private var number = 0

  init(_ bytes: DataFiles.Contents) { self.bytes = bytes }

  mutating func next() -> Line? {
    while at < bytes.count {
      let start = at
      while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
      let line = UnsafeBufferPointer(rebasing: bytes[start..<at])
      at += 1
      number += 1
      if line.isEmpty || line[0] == UInt8(ascii: "#") { continue }
      return Line(number: number, bytes: line)
    }
    return nil
  }
}
