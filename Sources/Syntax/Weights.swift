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

  private let tags: CheckedRows
  private let labels: CheckedRows
  nonisolated(unsafe) private let moves: UnsafePointer<UInt16>
  let moveBits: Int
  let vocabulary: Vocabulary

  /// Reads the text of a weights file, which has to stay where it is.
  ///
  /// - Precondition: the text is what `make train` wrote for the tags and labels of this program.
  package init(_ text: UnsafeBufferPointer<UInt8>) {
    var reader = WeightsReader(text)
    tags = CheckedRows(reader.section("tags", columns: Tag.allCases.count), Tag.allCases.count)
    labels = CheckedRows(
      reader.section("labels", columns: Label.allCases.count), Label.allCases.count)
    let moves = reader.section("moves", columns: 2, perLine: Weights.rowsInLine)
    moveBits = moves.bits
    self.moves = LastingMemory.copy(
      of: (0..<1 << moves.bits).map { row in
        let left = moves.rows + (row * 2 + row / Weights.rowsInLine)
        return UInt16(left[0]) | UInt16(left[1]) << 8
      })
    vocabulary = Vocabulary(reader.words())
  }

  /// The tag that the features in `keys` prefer.
  @inline(__always)
  func tag(_ keys: UnsafeMutablePointer<UInt32>, _ count: Int) -> UInt8 {
    let width = Tag.allCases.count
    var (low, high) = (Columns(), Columns())
    for i in 0..<tags.find(keys, count) {
      let row = tags.weights(keys[i])
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
    for i in 0..<labels.find(keys, count) {
      let row = labels.weights(keys[i])
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
    // Pairs of bytes are added as they are, and the left ones by themselves.
    var (both, left) = (0, 0)
    for i in 0..<count {
      let pair = moves[FeatureRow.row(keys[i], bits: moveBits)]
      both &+= Int(pair)
      left &+= Int(pair & 0xFF)
    }
    let bias = count &* Weights.bias
    return (left &- bias, (both &- left) &>> 8 &- bias)
  }
}

/// Rows of weights of those features that have one, each found by its check.
///
/// Most features have no row. The checks are copied out of the rows, a byte each, so that looking for
/// 36 features of a word touches 32 KB and not 800, and without a branch, which would be mispredicted
/// for a third of them: tags and labels take half the time.
private struct CheckedRows: Sendable {
  nonisolated(unsafe) private let rows: UnsafeRawPointer
  private let checks: [UInt8]
  private let bits: Int
  /// The bytes of a row: a check, the weights, a line feed.
  private let stride: Int

  init(_ section: (rows: UnsafePointer<UInt8>, bits: Int), _ columns: Int) {
    let stride = columns + 2
    checks = (0..<1 << section.bits).map { section.rows[$0 * stride] }
    let text = UnsafeBufferPointer(start: section.rows, count: stride << section.bits)
    (rows, bits, self.stride) = (
      UnsafeRawPointer(LastingMemory.copy(of: text)), section.bits, stride
    )
  }

  /// Replaces keys by the numbers of their rows and returns how many have one.
  ///
  /// A feature has its row at its own place or at the one beside it, never at both.
  @inline(__always)
  func find(_ keys: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
    checks.withUnsafeBufferPointer { checks in
      guard let checks = checks.baseAddress else { return 0 }
      var found = 0
      for i in 0..<count {
        let key = keys[i]
        let place = FeatureRow.row(key, bits: bits)
        let check = FeatureRow.check(key)
        let isOwn = checks[place] == check ? 1 : 0
        let isBeside = checks[place ^ 1] == check ? 1 : 0
        keys[found] = UInt32(truncatingIfNeeded: place ^ isBeside)
        found &+= isOwn | isBeside
      }
      return found
    }
  }

  /// The weights of the row with a number.
  @inline(__always)
  func weights(_ row: UInt32) -> UnsafeRawPointer { rows + (Int(row) &* stride &+ 1) }
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
  ) -> (rows: UnsafePointer<UInt8>, bits: Int) {
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
