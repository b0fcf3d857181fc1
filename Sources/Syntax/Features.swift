/// Writes the keys of features, which name rows of weights.
///
/// A feature is up to three values and the number of its template, hashed together. Training and
/// parsing write the same keys in the same order.
struct FeatureWriter {
  private let keys: UnsafeMutablePointer<UInt32>
  private(set) var count = 0
  private var template: UInt64 = 0

  /// Writes to `keys`, which has room for 128.
  @inline(__always)
  init(_ keys: UnsafeMutablePointer<UInt32>) { self.keys = keys }

  /// Adds the feature that joins three values.
  ///
  /// The sum of the products of values and template with odd numbers, each multiplied beforehand by
  /// the same number: a value that is the first of many features is multiplied once for all of them.
  @inline(__always)
  mutating func add(_ a: UInt64, _ b: UInt64 = 0, _ c: UInt64 = 0) {
    template &+= 0xD6E8_FEB8_6659_FD93 &* Self.factor
    var sum = a &* (0x9E37_79B9_7F4A_7C15 &* Self.factor) &+ template
    sum = sum &+ b &* (0xC2B2_AE3D_27D4_EB4F &* Self.factor)
    sum = sum &+ c &* (0x1656_67B1_9E37_79F9 &* Self.factor)
    keys[count] = UInt32(truncatingIfNeeded: sum &>> 32)
    count &+= 1
  }

  @inline(__always)
  private static var factor: UInt64 { 0xFF51_AFD7_ED55_8CCD }
}

/// Where the weights of a feature lie.
package enum FeatureRow {
  /// The row of a key in a table of 2^`bits` rows.
  @inline(__always)
  package static func row(_ key: UInt32, bits: Int) -> Int { Int(key &>> UInt32(32 &- bits)) }

  /// The check character that distinguishes a key from most others of its row.
  @inline(__always)
  package static func check(_ key: UInt32) -> UInt8 { UInt8(36 + ((key & 0x7F) &* 91) &>> 7) }

  /// The check of a row that no feature has.
  package static let free = UInt8(ascii: "!")
}

/// What the tagger looks at.
package enum TagFeatures {
  /// Writes the features of word `i`, whose predecessors are tagged, and returns how many.
  @inline(__always)
  package static func write(
    _ i: Int, in sentence: Workspace,
    to keys: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let none = Int(sentence.none)
    let items = sentence.items
    let it = items[i]
    let before = items[i > 0 ? i - 1 : none]
    let before2 = items[i > 1 ? i - 2 : none]
    let after = items[i + 1 < sentence.count ? i + 1 : none]
    let after2 = items[i + 2 < sentence.count ? i + 2 : none]
    let (w, k) = (UInt64(it.word), UInt64(it.kind))
    let (t1, t2) = (UInt64(before.tag), UInt64(before2.tag))
    let tags = t1 << 5 | t2
    let (k1, k2) = (UInt64(after.kind), UInt64(after2.kind))
    let shape = UInt64(it.shape)
    let gap = UInt64(it.gap)
    var out = FeatureWriter(keys)
    out.add(w)
    out.add(UInt64(it.suffix2))
    out.add(UInt64(it.suffix3))
    out.add(UInt64(it.suffix4))
    out.add(UInt64(it.prefix3))
    out.add(shape)
    out.add(t1, gap)
    out.add(tags)
    out.add(w, t1)
    out.add(w, tags)
    out.add(k, shape)
    out.add(k, t1)
    out.add(k, tags)
    out.add(k, k1)
    out.add(k, k1, t1)
    out.add(k, k1, k2)
    out.add(UInt64(before.kind), k, k1)
    out.add(UInt64(before.word), t1)
    out.add(UInt64(after.word))
    out.add(UInt64(after2.word))
    out.add(UInt64(before.word), w)
    out.add(w, UInt64(after.word))
    out.add(w, k1)
    out.add(UInt64(it.suffix3), t1)
    out.add(UInt64(it.suffix2), shape, t1)
    out.add(gap, k, UInt64(after.gap))
    out.add(shape, UInt64(after.shape), UInt64(before.shape))
    out.add(UInt64(before2.word), t1)
    out.add(k1, tags)
    out.add(UInt64(it.suffix3), k1)
    out.add(w, shape)
    out.add(shape, tags)
    out.add(shape, k1, gap)
    out.add(k, shape << 8 | UInt64(after.shape), t1)
    out.add(k1, UInt64(after.shape), t1)
    out.add(k2, k1, t1)
    return out.count
  }
}
