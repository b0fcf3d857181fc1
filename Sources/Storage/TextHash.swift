import Press
import Synchronization

/// 64 bits that tell texts apart before they are compared.
///
/// Two different texts share them once in 2^64 pairs; who finds an equal hash compares the texts.
enum TextHash {
  /// The hash of an article's text; of its identifiers and title when the text is empty.
  static func of(_ article: Article) -> Int64 {
    if !article.body.isEmpty { return hash(article.body, seed: 0) }
    var h: Int64 = 1
    for part in [article.outlet, article.externalID, article.url, article.title] {
      h = hash(part ?? "", seed: h &* 31)
    }
    return h
  }

  static func hash(_ text: String, seed: Int64) -> Int64 {
    var text = text
    return text.withUTF8 { bytes in
      var h = UInt64(bitPattern: seed) &+ 0x9E37_79B9_7F4A_7C15 &* (UInt64(bytes.count) &+ 1)
      var i = 0
      let raw = UnsafeRawBufferPointer(bytes)
      while i &+ 8 <= bytes.count {
        let part = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
        h = (h ^ part) &* 0xFF51_AFD7_ED55_8CCD
        h ^= h &>> 32
        i &+= 8
      }
      var tail: UInt64 = 0
      while i < bytes.count {
        tail = tail << 8 | UInt64(bytes[i])
        i &+= 1
      }
      h = (h ^ tail) &* 0xC4CE_B9FE_1A85_EC53
      h ^= h &>> 29
      h = h &* 0xBF58_476D_1CE4_E5B9
      return Int64(bitPattern: h ^ (h &>> 32))
    }
  }
}

/// The hashes of the texts of an archive, each with its article: 12 bytes an entry.
///
/// A look-up here costs nothing beside one in an index that grows in random order while rows come in.
/// Any thread may ask.
final class KnownTexts: Sendable {
  private let table: Mutex<Table>

  init(capacity: Int) { table = Mutex(Table(capacity: capacity)) }

  func insert(_ hash: Int64, article: Int32) {
    table.withLock { $0.insert(hash, article: article) }
  }

  /// True when a text with that hash is there.
  func contains(_ hash: Int64) -> Bool { table.withLock { $0.first(hash) { _ in true } } != nil }

  /// The first article with that hash for which `isSame` holds.
  func article(_ hash: Int64, where isSame: (Int32) throws -> Bool) rethrows -> Int32? {
    try table.withLock { try $0.first(hash, where: isSame) }
  }

  private struct Table {
    private var hashes: [Int64]
    private var articles: [Int32]
    private var used = 0

    init(capacity: Int) {
      var size = 1024
      while size * 3 < capacity * 5 { size *= 2 }
      hashes = Array(repeating: 0, count: size)
      articles = Array(repeating: -1, count: size)
    }

    mutating func insert(_ hash: Int64, article: Int32) {
      if used * 5 >= hashes.count * 3 { grow() }
      var slot = Int(truncatingIfNeeded: hash) & (hashes.count - 1)
      while articles[slot] >= 0 { slot = (slot + 1) & (hashes.count - 1) }
      hashes[slot] = hash
      articles[slot] = article
      used += 1
    }

    func first(_ hash: Int64, where isSame: (Int32) throws -> Bool) rethrows -> Int32? {
      var slot = Int(truncatingIfNeeded: hash) & (hashes.count - 1)
      while articles[slot] >= 0 {
        if hashes[slot] == hash, try isSame(articles[slot]) { return articles[slot] }
        slot = (slot + 1) & (hashes.count - 1)
      }
      return nil
    }

    private mutating func grow() {
      let old = zip(hashes, articles).filter { $0.1 >= 0 }
      hashes = Array(repeating: 0, count: hashes.count * 2)
      articles = Array(repeating: -1, count: hashes.count)
      used = 0
      for (hash, article) in old { insert(hash, article: article) }
    }
  }
}
