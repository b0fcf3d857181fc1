import Languages

/// The weights of one language, read in place from the program: no copy, no start-up cost.
///
/// `make train` writes them as lines of printable ASCII: a byte is a weight and `bias`. After `#`
/// comments come sections, each headed by its name, the number of its rows as a power of two and the
/// weights of a row:
///
///     tags 15 22       a line a row: a check of its feature, then the weights
///     labels 14 40     the same
///     moves 19 2       64 rows a line: how much a feature prefers left, right to shift
///     words 1800       a line a word: its hash in hexadecimal, its only tag or -, * for a class by itself
///
/// Rows of tags and labels are those of the features that mattered most; a feature has its row at its
/// own place or at the one beside it, and others have none. The many features of moves share rows.
package struct Weights: Sendable {
  /// How much a byte is above the weight that it encodes.
  package static let bias = 81
  /// The largest weight; the smallest is its negative.
  package static let limit = 45
  /// How many rows of moves are in a line.
  package static let rowsInLine = 64

  nonisolated(unsafe) private let tags: UnsafePointer<UInt8>
  nonisolated(unsafe) private let labels: UnsafePointer<UInt8>
  nonisolated(unsafe) private let moves: UnsafePointer<UInt8>
  let tagBits: Int
  let labelBits: Int
  let moveBits: Int
  let vocabulary: Vocabulary

  /// Reads the text of a weights file, which has to stay where it is.
  ///
  /// - Precondition: the text is what `make train` wrote for the tags and labels of this program.
  package init(_ text: UnsafeBufferPointer<UInt8>) {
    var reader = WeightsReader(text)
    (tags, tagBits) = reader.section("tags", columns: Tag.allCases.count)
    (labels, labelBits) = reader.section("labels", columns: Label.allCases.count)
    (moves, moveBits) = reader.section(
      "moves", columns: 2, perLine: Weights.rowsInLine)
    vocabulary = Vocabulary(reader.words())
  }

  /// The row of a feature after its check; nil when it has none.
  @inline(__always)
  private static func row(
    _ key: UInt32, _ table: UnsafePointer<UInt8>, _ bits: Int, _ stride: Int
  ) -> UnsafeRawPointer? {
    let place = FeatureRow.row(key, bits: bits)
    let check = FeatureRow.check(key)
    var row = table + place &* stride
    if row.pointee != check {
      row = table + (place ^ 1) &* stride
      if row.pointee != check { return nil }
    }
    return UnsafeRawPointer(row + 1)
  }

  /// The tag that the features in `keys` prefer.
  @inline(__always)
  func tag(_ keys: UnsafeMutablePointer<UInt32>, _ count: Int) -> UInt8 {
    let width = Tag.allCases.count
    var (low, high) = (Columns(), Columns())
    for i in 0..<count {
      guard let row = Self.row(keys[i], tags, tagBits, width + 2) else { continue }
      low.add(row)
      high.add(row + 16)
    }
    var best = Best()
    best.take(low, from: 0, to: 16)
    best.take(high, from: 16, to: width)
    return best.column
  }

  /// The label that the features in `keys` prefer; never `root`.
  @inline(__always)
  func label(_ keys: UnsafeMutablePointer<UInt32>, _ count: Int) -> UInt8 {
    let width = Label.allCases.count
    var (low, middle, high) = (Columns(), Columns(), Columns())
    for i in 0..<count {
      guard let row = Self.row(keys[i], labels, labelBits, width + 2) else { continue }
      low.add(row)
      middle.add(row + 16)
      high.add(row + 32)
    }
    var best = Best()
    best.take(low, from: 0, to: 16, except: Int(Label.root.rawValue))
    best.take(middle, from: 16, to: 32)
    best.take(high, from: 32, to: width)
    return best.column
  }

  /// How much the features in `keys` prefer left and right to shift.
  @inline(__always)
  func preferences(
    _ keys: UnsafeMutablePointer<UInt32>, _ count: Int
  ) -> (left: Int, right: Int) {
    // Two sums of 16 bits in one register; fewer than 400 features cannot overflow them.
    var sum: UInt32 = 0
    for i in 0..<count {
      let row = FeatureRow.row(keys[i], bits: moveBits)
      let place = row &* 2 &+ row &>> 6
      let pair = UnsafeRawPointer(moves).loadUnaligned(fromByteOffset: place, as: UInt16.self)
      sum &+= UInt32(pair & 0xFF) | UInt32(pair & 0xFF00) << 8
    }
    let bias = count &* Weights.bias
    return (Int(sum & 0xFFFF) &- bias, Int(sum >> 16) &- bias)
  }
}

/// The sums of 16 columns of weights, those with even and with odd numbers apart: two bytes are taken
/// from one lane without being unpacked.
private struct Columns {
  private(set) var even = SIMD8<UInt16>()
  private(set) var odd = SIMD8<UInt16>()

  @inline(__always)
  mutating func add(_ row: UnsafeRawPointer) {
    let pairs = row.loadUnaligned(as: SIMD8<UInt16>.self)
    even &+= pairs & 0xFF
    odd &+= pairs &>> 8
  }
}

/// The column with the largest sum, of equal ones the first.
private struct Best {
  private var mark: UInt32 = 0

  @inline(__always)
  var column: UInt8 { UInt8(truncatingIfNeeded: 255 &- mark & 0xFF) }

  /// Looks at columns `first..<end`, at most 16, the sums of which begin with that of `first`.
  @inline(__always)
  mutating func take(_ sums: Columns, from first: Int, to end: Int, except left: Int = -1) {
    for i in 0..<8 {
      take(sums.even[i], first &+ 2 &* i, end, left)
      take(sums.odd[i], first &+ 2 &* i &+ 1, end, left)
    }
  }

  @inline(__always)
  private mutating func take(_ sum: UInt16, _ column: Int, _ end: Int, _ left: Int) {
    if column < end, column != left {
      mark = max(mark, UInt32(sum) &<< 8 | UInt32(truncatingIfNeeded: 255 &- column))
    }
  }
}

/// Finds the sections of a weights file.
private struct WeightsReader {
  private let text: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    while at < text.count, text[at] == UInt8(ascii: "#") { _ = line() }
  }

  private mutating func line() -> [Substring] {
    let start = at
    while at < text.count, text[at] != UInt8(ascii: "\n") { at += 1 }
    defer { at += 1 }
    return String(decoding: text[start..<at], as: UTF8.self).split(separator: " ")
  }

  mutating func section(
    _ name: String, columns: Int, perLine: Int = 1
  ) -> (UnsafePointer<UInt8>, Int) {
    let head = line()
    precondition(
      head.count == 3 && head[0] == name && Int(head[2]) == columns,
      "weights were trained for these tags and labels; run make train")
    guard let bits = Int(head[1]), let base = text.baseAddress else {
      preconditionFailure("each section of weights states its size")
    }
    let rows = base + at
    // Rows outside a block start with a check.
    at += (1 << bits) / perLine * (columns * perLine + (perLine == 1 ? 2 : 1))
    precondition(at < text.count, "a section of weights is as long as it says")
    return (rows, bits)
  }

  mutating func words() -> [(word: UInt32, tag: Tag?, isOwnClass: Bool)] {
    let head = line()
    precondition(head.count == 2 && head[0] == "words", "the words follow the weights")
    var words: [(word: UInt32, tag: Tag?, isOwnClass: Bool)] = []
    for _ in 0..<(Int(head[1]) ?? 0) {
      let fields = line()
      guard fields.count >= 2, let word = UInt32(fields[0], radix: 16) else {
        preconditionFailure("a line of words is a hash, a tag and perhaps an asterisk")
      }
      words.append((word, UInt8(fields[1]).flatMap(Tag.init(rawValue:)), fields.count > 2))
    }
    return words
  }
}
