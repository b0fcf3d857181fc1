import Languages

/// Finds articles that print the same story: a wire story in many outlets, an update of a report.
///
/// Two articles are of one family when at least seven tenths of the word 3-grams of the shorter one
/// are in the other (containment, not Jaccard: an update that doubles a story still holds it).
/// Each article is compared with few others: one 3-gram in sixteen is kept in an index (one in four
/// of a short article), and only the articles that were first and last to hold a kept 3-gram are
/// candidates. So time grows with the number of articles, and memory is about 0.7 kB an article.
///
/// - Source: FracMinHash sampling, Irber et al., «Lightweight compositional analysis of metagenomes
///   with FracMinHash», 2022; containment as in Broder, «On the resemblance and containment of
///   documents», 1997.
public struct NearDuplicates {
  /// The least containment of one article in another of its family (0 ... 1).
  public static let threshold = 0.7
  /// Articles with fewer different 3-grams than this are never put into a family.
  public static let shortest = 20

  private var index = GramIndex()
  private var representatives: [Int32] = []
  /// The first article of the family to which each known story belongs.
  private var stories: [String: Int32] = [:]
  private var scratch: [UInt64] = []

  /// No article yet.
  public init() {}

  /// Adds the next article and tells the first article of its family.
  ///
  /// Articles are numbered from 0 in the order in which they are added.
  ///
  /// - Parameters:
  ///   - text: The article's body.
  ///   - story: What versions of one story have in common in the eyes of their agency; a flash and
  ///     the report that follows share no 3-gram, and are of one family by it.
  ///   - earlier: The body of an article added before, by its number; nil when it is gone.
  /// - Returns: The number of the first article of the family; the article's own number when it
  ///   starts one.
  public mutating func add(
    _ text: String, story: String? = nil, earlier: (Int) throws -> String?
  ) rethrows -> Int {
    let number = Int32(representatives.count)
    var representative = try representative(of: text, number, earlier)
    if let story {
      if representative == number { representative = stories[story] ?? number }
      stories[story] = stories[story] ?? representative
    }
    representatives.append(representative)
    return Int(representative)
  }

  private mutating func representative(
    of text: String, _ number: Int32, _ earlier: (Int) throws -> String?
  ) rethrows -> Int32 {
    Shingles.collect(text, into: &scratch)
    guard scratch.count >= Self.shortest else { return number }
    let grams = scratch
    let limit = UInt64.max / (grams.count < 320 ? 4 : 16)
    var shared: [Int32: Int] = [:]
    for gram in grams {
      if gram > limit { break }
      let (first, last) = index.note(gram, by: number)
      if first != number { shared[first, default: 0] += 1 }
      if last != number, last != first { shared[last, default: 0] += 1 }
    }
    let candidates = shared.filter { $0.value >= 2 }
      .sorted { ($0.value, -$0.key) > ($1.value, -$1.key) }
    for (candidate, _) in candidates.prefix(4) {
      guard let other = try earlier(Int(candidate)) else { continue }
      Shingles.collect(other, into: &scratch)
      guard scratch.count >= Self.shortest else { continue }
      if Shingles.containment(grams, scratch) >= Self.threshold {
        return representatives[Int(candidate)]
      }
    }
    return number
  }
}

/// The word 3-grams of a text as hashes.
enum Shingles {
  /// Puts the different 3-grams of `text` into `grams`, in ascending order.
  static func collect(_ text: String, into grams: inout [UInt64]) {
    grams.removeAll(keepingCapacity: true)
    var text = text
    text.withUTF8 { bytes in
      var key: [UInt8] = []
      key.reserveCapacity(64)
      var a: UInt64 = 0
      var b: UInt64 = 0
      var words = 0
      var i = 0
      while i < bytes.count {
        guard isWord(bytes, i) else {
          i += bytes[i] == 0xE2 ? 3 : bytes[i] == 0xC2 ? 2 : 1
          continue
        }
        let start = i
        while i < bytes.count, isWord(bytes, i) { i += 1 }
        key.removeAll(keepingCapacity: true)
        Folding.append(UnsafeBufferPointer(rebasing: bytes[start..<i]), to: &key)
        let hash = key.withUnsafeBufferPointer { Lexicon.hash($0) }
        words += 1
        if words >= 3 { grams.append(mix(a, b, hash)) }
        (a, b) = (b, hash)
      }
    }
    grams.sort()
    var kept = 0
    for i in grams.indices where i == 0 || grams[i] != grams[kept - 1] {
      grams[kept] = grams[i]
      kept += 1
    }
    grams.removeLast(grams.count - kept)
  }

  /// The share of the smaller set that the other one contains; both ascending.
  static func containment(_ a: [UInt64], _ b: [UInt64]) -> Double {
    var (i, j, both) = (0, 0, 0)
    while i < a.count, j < b.count {
      if a[i] == b[j] {
        both += 1
        i += 1
        j += 1
      } else if a[i] < b[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return Double(both) / Double(max(1, min(a.count, b.count)))
  }

  /// Letters and digits; marks, blanks, U+2000 ... U+2FFF and U+0080 ... U+00BF are none.
  @inline(__always)
  private static func isWord(_ bytes: UnsafeBufferPointer<UInt8>, _ i: Int) -> Bool {
    let b = bytes[i]
    if b < 0x80 { return (b | 0x20) &- 0x61 < 26 || b &- 0x30 < 10 }
    return b != 0xE2 && b != 0xC2
  }

  @inline(__always)
  private static func mix(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
    var h = a &* 0x9E37_79B9_7F4A_7C15
    h = (h ^ (h &>> 32) ^ b) &* 0xBF58_476D_1CE4_E5B9
    h = (h ^ (h &>> 29) ^ c) &* 0x94D0_49BB_1331_11EB
    return h ^ (h &>> 31)
  }
}

/// Of each 3-gram the first and the last article that contains it: an open-addressing table.
private struct GramIndex {
  private var grams: [UInt64] = Array(repeating: 0, count: 1 << 12)
  private var holders: [SIMD2<Int32>] = Array(repeating: [-1, -1], count: 1 << 12)
  private var used = 0

  /// Notes that `article` contains `gram`; gives the first holder, and the last one before it.
  mutating func note(_ gram: UInt64, by article: Int32) -> (first: Int32, last: Int32) {
    if used * 4 >= grams.count * 3 { grow() }
    let slot = slot(of: gram)
    let found = holders[slot]
    if found.x < 0 {
      grams[slot] = gram
      holders[slot] = [article, article]
      used += 1
      return (article, article)
    }
    holders[slot].y = article
    return (found.x, found.y)
  }

  private func slot(of gram: UInt64) -> Int {
    // Kept grams are the small ones, so their high bits say nothing; the low ones do.
    var slot = Int(truncatingIfNeeded: gram) & (grams.count - 1)
    while holders[slot].x >= 0, grams[slot] != gram { slot = (slot + 1) & (grams.count - 1) }
    return slot
  }

  private mutating func grow() {
    let old = zip(grams, holders).filter { $0.1.x >= 0 }
    grams = Array(repeating: 0, count: grams.count * 2)
    holders = Array(repeating: [-1, -1], count: grams.count)
    for (gram, holder) in old {
      let slot = slot(of: gram)
      grams[slot] = gram
      holders[slot] = holder
    }
  }
}
