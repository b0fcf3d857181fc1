/// What is wrapped around dumps, determined by the first bytes.
enum Wrapping {
  /// One stream: gzip, zstd, xz, bzip2, lzma, lzip, lz4, compress; perhaps with a tar inside.
  case stream
  case tar
  case zip
  case sevenZip

  /// How `head` is wrapped; nil when the bytes are the dump itself.
  static func of(_ head: [UInt8]) -> Wrapping? {
    func starts(_ magic: [UInt8], at offset: Int = 0) -> Bool {
      head.count >= offset + magic.count && head[offset...].starts(with: magic)
    }
    if starts([0x1F, 0x8B, 8]) || starts([0x28, 0xB5, 0x2F, 0xFD]) { return .stream }
    if starts([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]) { return .stream }
    if starts(Array("BZh".utf8)), head.count > 9, (0x31...0x39).contains(head[3]),
      starts([0x31, 0x41, 0x59, 0x26, 0x53, 0x59], at: 4)
        || starts([0x17, 0x72, 0x45, 0x38, 0x50, 0x90], at: 4)
    {
      return .stream
    }
    if starts([0x5D, 0, 0]) && head.count > 13 && (head[12] == 0xFF || head[12] == 0) {
      return .stream
    }
    if starts([0x04, 0x22, 0x4D, 0x18]) || starts(Array("LZIP".utf8)) || starts([0x1F, 0x9D]) {
      return .stream
    }
    // A skippable zstd frame may come before the first real one.
    if head.count > 4, head[0] & 0xF0 == 0x50, starts([0x2A, 0x4D, 0x18], at: 1) { return .stream }
    if starts(Array("PK".utf8) + [3, 4]) || starts(Array("PK".utf8) + [5, 6]) { return .zip }
    if starts([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) { return .sevenZip }
    if starts(Array("ustar".utf8), at: 257) { return .tar }
    return nil
  }

  /// `name` without the ending of its wrapping: `a.jsonl.gz` gives `a.jsonl`.
  static func unwrapped(_ name: String) -> String {
    let lower = name.lowercased()
    for ending in [".gz", ".zst", ".xz", ".bz2", ".lzma", ".lz", ".lz4", ".z"]
    where lower.hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }
}

/// Names of entries, which come from strangers.
enum EntryName {
  /// A name that stays inside the archive, and whether it had to be changed for that.
  static func sanitized(_ name: String) -> (name: String, changed: Bool) {
    var changed = name.hasPrefix("/") || name.hasPrefix("\\")
    var parts: [String] = []
    for part in name.split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
      if part == "." { continue }
      if part == ".." || (parts.isEmpty && part.count == 2 && part.hasSuffix(":")) {
        changed = true
        continue
      }
      parts.append(
        String(
          String.UnicodeScalarView(
            part.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }
          )))
    }
    var result = parts.joined(separator: "/")
    if result.isEmpty {
      result = "unnamed"
      changed = true
    }
    return (String(result.prefix(1024)), changed)
  }

  /// True for what file systems leave behind and nobody means to import.
  static func isSystemFile(_ name: String) -> Bool {
    let parts = name.split(separator: "/")
    guard let last = parts.last else { return true }
    return parts.contains("__MACOSX") || last == ".DS_Store" || last.hasPrefix("._")
      || last.hasPrefix("~$") || last.hasPrefix(".~lock.")
      || last == "Thumbs.db" || last == "desktop.ini"
  }

  /// True for the parts of a WACZ that repeat what its WARC files say.
  static func isWebArchiveIndex(_ name: String) -> Bool {
    name.hasPrefix("indexes/") || name.hasPrefix("pages/") || name.hasPrefix("datapackage")
  }

  /// A name from its bytes: UTF-8, else code page 850 or Latin-1, whichever gives letters.
  static func decode(_ bytes: UnsafeRawBufferPointer) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    // Accented Latin letters are C0 ... FF in Latin-1, and 80 ... A5 with a few others in the code
    // pages of DOS; in Latin-1 80 ... 9F contain no letter at all.
    let dos = bytes.count { (0x80...0xA5).contains($0) }
    let latin = bytes.count { $0 >= 0xC0 }
    return dos >= latin ? Charset.cp850.decode(bytes) : Charset.windows1252.decode(bytes)
  }
}
