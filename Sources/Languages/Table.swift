import Platform

/// A table of a language: tab-separated, UTF-8, `#` comments, then one header line.
package struct Table: Sendable {
  /// The file below the languages' folder: `French/cues.tsv`.
  package let file: String
  /// The names of the columns.
  package let columns: [String]
  /// The rows, each with its line (from 1) and as many fields as there are columns.
  package let rows: [Row]

  /// One line of a table. Its fields become texts when they are asked for: many rows are passed over
  /// by one of them.
  package struct Row: Sendable {
    /// The line in the file, from 1.
    package let line: Int
    // Files live as long as the program, and nothing writes to them.
    private nonisolated(unsafe) let bytes: DataFiles.Contents

    fileprivate init(_ line: Lines.Line) { (self.line, bytes) = (line.number, line.bytes) }

    /// The field of a column, by place; a missing one at the end is empty.
    package subscript(column: Int) -> String {
      var start = 0
      var tabs = 0
      for i in 0..<bytes.count where bytes[i] == Lines.tab {
        if tabs == column { return text(start..<i) }
        tabs += 1
        start = i + 1
      }
      return tabs == column ? text(start..<bytes.count) : ""
    }

    private func text(_ range: Range<Int>) -> String {
      String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
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
      if columns.isEmpty {
        columns = line.fields()
        continue
      }
      let count = line.fieldCount
      guard count <= columns.count else {
        throw Fault(
          file: file, line: line.number,
          problem:
            "expected \(columns.count) columns (\(columns.joined(separator: ", "))), found \(count)"
        )
      }
      rows.append(Row(line))
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

    /// How many fields there are, divided by tabs.
    var fieldCount: Int { bytes.count(where: { $0 == Lines.tab }) + 1 }

    /// The fields.
    func fields() -> [String] {
      bytes.split(separator: Lines.tab, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    }
  }

  static let tab = UInt8(ascii: "\t")

  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  private var number = 0

  init(_ bytes: DataFiles.Contents) { self.bytes = bytes }

  /// Where the line that contains a byte ends.
  private func end(from start: Int) -> Int {
    guard let base = bytes.baseAddress, let found = memchr(base + start, 10, bytes.count - start)
    else { return bytes.count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  mutating func next() -> Line? {
    while at < bytes.count {
      let start = at
      at = end(from: at)
      let line = UnsafeBufferPointer(rebasing: bytes[start..<at])
      at += 1
      number += 1
      if line.isEmpty || line[0] == UInt8(ascii: "#") { continue }
      return Line(number: number, bytes: line)
    }
    return nil
  }
}
