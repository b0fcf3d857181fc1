import Press

/// What makes an article itself, as two hashes.
struct Fingerprint: Hashable, Sendable {
  /// 64 bits of the text, as in `articles.text_hash`.
  var text: Int64
  /// 64 bits of text, outlet, title, date and address, as in `articles.identity`.
  var identity: Int64

  init(text: Int64, identity: Int64) {
    self.text = text
    self.identity = identity
  }

  init(of article: Article) {
    text = TextHash.of(article)
    var h = text
    for part in Self.parts(of: article) {
      // Nothing is not the same as an empty text.
      h = TextHash.hash(part ?? "", seed: h &* 31 &+ (part == nil ? 1 : 0))
    }
    identity = h
  }

  /// Outlet, title, date and address in the form in which they are compared.
  static func parts(of article: Article) -> [String?] {
    [
      article.outlet.map(NameKey.fold), article.title, article.published?.iso, article.url,
    ]
  }

  /// SHA-256 of text, outlet, title, date and address: what is left of a forgotten article.
  static func digest(body: String, parts: [String?]) -> String {
    var hash = SHA256()
    for part in [body] + parts {
      // The length comes before each part, so that no two articles give the same bytes.
      var text = "\(part?.utf8.count ?? -1):" + (part ?? "")
      text.withUTF8 { hash.update(UnsafeRawBufferPointer($0)) }
    }
    return hash.finish()
  }
}

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
