import Platform

/// Cuts bytes into rows and fields as RFC 4180 says, and as programs write in its name.
///
/// Works on stretches of bytes, so that a file of any size passes through. Quoted fields may
/// contain line ends, delimiters and doubled quotes, and be as long as a row may be. Line ends are
/// `\n`, `\r\n` and a lone `\r`. A quote inside an unquoted field is a character like others, and
/// so is what follows a closing quote. A quote that is never closed costs its row, not the rest:
/// the lines that it swallowed are read again at the end.
///
/// MySQL, PHP and Spark write a quote inside a field as `\"`. It is read as one where nothing that may
/// come after a closing quote follows; once that has been seen, everywhere in the file.
public struct CSVReader {
  /// One row, valid until the next is read.
  public struct Row {
    /// The bytes of all fields, one after the other, without quotes.
    public var bytes: UnsafeRawBufferPointer
    /// Where each field ends in `bytes`.
    public var ends: UnsafeBufferPointer<Int>
    /// The line on which it starts, from 1.
    public var line: Int
    /// Its range among the bytes that were read, its line end included.
    public var range: Range<Int>
    /// What is wrong with it; nil when it is sound.
    public var fault: Fault?

    /// How many fields it has.
    public var count: Int { ends.count }
    /// The bytes of a field.
    public subscript(i: Int) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(rebasing: bytes[(i == 0 ? 0 : ends[i - 1])..<ends[i]])
    }
    /// True for an empty line.
    public var isBlank: Bool { count == 1 && bytes.isEmpty }
  }

  /// What can be wrong with a row.
  public enum Fault: Sendable {
    /// A quote is opened and never closed.
    case unclosed
    /// It is longer than the limit; only its start is there.
    case tooLong
  }

  private enum State { case start, plain, quoted, escaping, closing, lineFeed }

  private let delimiter: UInt8
  private let limit: Int
  private let skipsBlanks: Bool
  private var state = State.start
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var line = 1
  private var rowLine = 1
  private var offset = 0
  private var rowStart = 0
  private var isTooLong = false
  /// True once a backslash before a quote can only have been an escape.
  private var hasEscapes = false
  /// Where the field that is open begins in `bytes`, and where in the file.
  private var fieldStart = 0
  private var quoteOffset = 0
  private var quoteLine = 1

  /// A reader of rows whose fields `delimiter` separates and that are at most `limit` bytes long.
  ///
  /// With `skipsBlanks`, blanks before a field and behind a closing quote are none of it, so that
  /// `a ; "b"` has a quoted field.
  public init(
    delimiter: UInt8 = UInt8(ascii: ","), limit: Int = 64 << 20, skipsBlanks: Bool = false
  ) {
    self.delimiter = delimiter
    self.limit = limit
    self.skipsBlanks = skipsBlanks
  }

  /// Reads the next bytes and gives every row that ends in them.
  public mutating func read(
    _ chunk: UnsafeRawBufferPointer, row: (Row) throws -> Void
  ) rethrows {
    guard let base = chunk.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    let count = chunk.count
    var i = 0
    while i < count {
      switch state {
      case .lineFeed:
        state = .start
        if base[i] == 10 {
          i += 1
          rowStart += 1
          continue
        }
      case .start where skipsBlanks && base[i] == 0x20: i += 1
      case .start where base[i] == 0x22:
        state = .quoted
        quoteOffset = offset + i + 1
        quoteLine = line
        i += 1
      case .start, .plain:
        let from = i
        while i < count, base[i] != delimiter, base[i] != 10, base[i] != 13 { i += 1 }
        append(base + from, i - from)
        if i < count {
          try endField(base[i], at: offset + i + 1, row)
          i += 1
        } else {
          state = .plain
        }
      case .quoted:
        let from = i
        let found = memchr(base + i, 0x22, count - i)
        i = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? count
        append(base + from, i - from)
        countLines(base + from, i - from)
        if i < count {
          state = endsInEscape ? .escaping : .closing
          i += 1
        }
      case .escaping:
        let next = base[i]
        if hasEscapes || next != delimiter && next != 10 && next != 13 && next != 0x22 {
          hasEscapes = true
          bytes[bytes.count - 1] = 0x22
          state = .quoted
        } else {
          state = .closing
        }
      case .closing:
        if base[i] == 0x22 {
          append(base + i, 1)
          state = .quoted
          i += 1
        } else if skipsBlanks, base[i] == 0x20 {
          i += 1
        } else {
          state = .plain
        }
      }
    }
    offset += count
  }

  /// Ends the bytes: gives the last row, and what an unclosed quote had swallowed.
  public mutating func finish(row: (Row) throws -> Void) rethrows {
    if state == .quoted {
      let (swallowed, place, number) = (swallowed(), quoteOffset, quoteLine)
      closeField()
      try give(
        .unclosed, until: min(place + (swallowed.firstIndex(of: 10) ?? swallowed.count), offset),
        row)
      guard let end = swallowed.firstIndex(of: 10), end + 1 < swallowed.count else { return }
      var rest = CSVReader(delimiter: delimiter, limit: limit, skipsBlanks: skipsBlanks)
      rest.line = number + 1
      rest.rowLine = number + 1
      rest.offset = place + end + 1
      rest.rowStart = rest.offset
      try swallowed[(end + 1)...].withUnsafeBytes { try rest.read($0, row: row) }
      try rest.finish(row: row)
      return
    }
    if state == .start && ends.isEmpty && bytes.isEmpty || state == .lineFeed { return }
    closeField()
    try give(nil, until: offset, row)
  }

  // What comes after the open quote, as it is in the file.
  private func swallowed() -> [UInt8] {
    if isTooLong { return [] }
    var raw: [UInt8] = []
    for byte in bytes[fieldStart...] {
      raw.append(byte)
      if byte == 0x22 { raw.append(byte) }
    }
    return raw
  }

  // An odd number of backslashes at the end of the open field.
  private var endsInEscape: Bool {
    guard bytes.count > fieldStart, bytes[bytes.count - 1] == 0x5C else { return false }
    var at = bytes.count
    while at > fieldStart, bytes[at - 1] == 0x5C { at -= 1 }
    return (bytes.count - at) & 1 == 1
  }

  private mutating func append(_ from: UnsafePointer<UInt8>, _ count: Int) {
    if bytes.count + count > limit {
      isTooLong = true
      return
    }
    bytes.append(contentsOf: UnsafeBufferPointer(start: from, count: count))
  }

  private mutating func countLines(_ from: UnsafePointer<UInt8>, _ count: Int) {
    var at = 0
    while let found = memchr(from + at, 10, count - at) {
      line += 1
      at = UnsafeRawPointer(found) - UnsafeRawPointer(from) + 1
    }
  }

  private mutating func closeField() {
    ends.append(bytes.count)
    fieldStart = bytes.count
    state = .start
  }

  private mutating func endField(
    _ byte: UInt8, at end: Int, _ row: (Row) throws -> Void
  ) rethrows {
    closeField()
    if byte == delimiter { return }
    line += 1
    try give(isTooLong ? .tooLong : nil, until: end, row)
    if byte == 13 { state = .lineFeed }
  }

  private mutating func give(
    _ fault: Fault?, until end: Int, _ row: (Row) throws -> Void
  ) rethrows {
    try bytes.withUnsafeBytes { bytes in
      try ends.withUnsafeBufferPointer { ends in
        try row(
          Row(bytes: bytes, ends: ends, line: rowLine, range: rowStart..<end, fault: fault))
      }
    }
    bytes.removeAll(keepingCapacity: bytes.count < 1 << 20)
    ends.removeAll(keepingCapacity: true)
    fieldStart = 0
    rowLine = line
    rowStart = end
    isTooLong = false
  }
}
