/// Writes rows as JSON objects: one array of them, or one a line.
package final class JSONWriter: RowWriter {
  private let output: Output
  private let json: JSONText
  private let isLines: Bool
  /// Each column's name, quoted, with its colon.
  private var keys: [[UInt8]] = []
  private var column = 0
  private var rows = 0

  /// Writes to `output`; `lines` for one object a line.
  package init(_ output: Output, lines: Bool) {
    self.output = output
    self.json = JSONText(output)
    isLines = lines
  }

  package func header(_ names: [String]) throws {
    keys = Self.unique(names).map { name in
      let memory = Output(descriptor: -1, fill: 256)
      JSONText(memory).key(name)
      return memory.takeBytes()
    }
    if !isLines { output.text("[") }
  }

  /// The names, with a number after the ones that were there before: an object has a key once.
  private static func unique(_ names: [String]) -> [String] {
    var used: Set<String> = []
    return names.map { name in
      var unique = name
      var number = 2
      while !used.insert(unique).inserted {
        unique = "\(name)_\(number)"
        number += 1
      }
      return unique
    }
  }

  @inline(__always)
  private func next() {
    if column == 0 {
      if !isLines { output.text(rows > 0 ? ",\n " : "\n ") }
      output.byte(UInt8(ascii: "{"))
    } else {
      output.byte(UInt8(ascii: ","))
    }
    keys[column].withUnsafeBufferPointer { output.bytes($0) }
    column += 1
    json.startsValue()
  }

  package func null() {
    next()
    json.null()
  }

  package func integer(_ value: Int64) {
    next()
    json.integer(value)
  }

  package func real(_ value: Double) {
    next()
    json.real(value)
  }

  package func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    next()
    json.string(bytes)
  }

  package func json(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard JSONText.isValid(bytes) else { return text(bytes) }
    next()
    // A line feed is between values only; a line of JSON has none.
    let isLine = !bytes.contains { $0 == 0x0A || $0 == 0x0D }
    json.number(
      isLine
        ? String(decoding: bytes, as: UTF8.self)
        : String(decoding: bytes.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }, as: UTF8.self))
  }

  package func endRow() throws {
    output.text(isLines ? "}\n" : "}")
    column = 0
    rows += 1
    try output.flushIfFull()
  }

  package func finish() throws {
    if !isLines { output.text(rows > 0 ? "\n]\n" : "]\n") }
    try output.flush()
  }
}
