/// The entries of an archive by their names, for an index inside it that names the files beside it.
protocol PackedFolder {
  /// Names of the entries that an index among them names: they are read through it.
  var claims: Set<String> { get }
  /// Names of the entries; those of a tar, only when some of them say what others are.
  var names: [String] { get }
  /// True when there is an entry called `name`, as far as names are known.
  func contains(_ name: String) -> Bool
  /// The document called `name`; nil when it is not there, damaged, or too large.
  func document(_ name: String) -> (markup: Markup, bytes: Int)?
  /// The bytes of the entry called `name`; nil when it is not there, damaged, or too large.
  func bytes(of name: String) -> [UInt8]?
}

/// The entries of a zip by their names, for an index inside it that names the files beside it.
///
/// Reads the central directory once; an entry is read when it is asked for.
final class ZipFolder: PackedFolder {
  private struct Entry {
    /// The entry of the central directory without its name.
    var header: [UInt8]
    /// Where its local header begins.
    var start: Int
  }

  /// The zip.
  let path: String
  private(set) var claims: Set<String> = []
  private let source: FileSource
  private let options: DumpOptions
  private var entries: [String: Entry] = [:]

  /// Opens the zip at `path`; nil when it is none, or of more than 4 GiB.
  init?(path: String, options: DumpOptions) {
    guard path != "-", let source = try? FileSource(path: path), source.canSeek,
      let directory = Self.directory(of: source)
    else { return nil }
    self.path = path
    self.source = source
    self.options = options
    var at = 0
    while at + 46 <= directory.count, directory[at...].starts(with: [0x50, 0x4B, 1, 2]) {
      let name = at + 46..<at + 46 + Self.number(directory, at + 28, 2)
      guard name.upperBound <= directory.count else { break }
      let text = directory[name].withUnsafeBytes(EntryName.decode)
      entries[EntryName.sanitized(text).name] = Entry(
        header: Array(directory[at..<at + 46]), start: Self.number(directory, at + 42, 4))
      at =
        name.upperBound + Self.number(directory, at + 30, 2) + Self.number(directory, at + 32, 2)
    }
    for name in entries.keys where FolderIndex.mayBe(Self.last(name)) {
      guard let (document, _) = document(name) else { continue }
      claims.formUnion(FolderIndex.claims(of: document, at: name))
    }
  }

  var names: [String] { entries.keys.sorted() }

  func contains(_ name: String) -> Bool { entries[name] != nil }

  func document(_ name: String) -> (markup: Markup, bytes: Int)? {
    bytes(of: name).flatMap {
      FolderIndex.document($0, at: name, in: path, options: options)
    }
  }

  func bytes(of name: String) -> [UInt8]? {
    guard let entry = entries[name] else { return nil }
    let packed = Self.number(entry.header, 20, 4)
    let size = Self.number(entry.header, 24, 4)
    let isEncrypted = entry.header[8] & 1 != 0
    guard !isEncrypted, size <= options.limits.whole, packed <= options.limits.whole,
      let local = read(30, at: entry.start)
    else { return nil }
    let start = entry.start + 30 + Self.number(local, 26, 2) + Self.number(local, 28, 2)
    guard let data = read(packed, at: start) else { return nil }
    // A stream of one entry, whose header says its sizes; nothing of what is optional.
    var header = Array(entry.header[6..<28])
    header[2] &= ~8
    let zip = [0x50, 0x4B, 3, 4] + header + [1, 0, 0, 0, UInt8(ascii: "x")] + data
    guard let reader = try? ArchiveReader(MemorySource(zip), wrapping: .zip),
      let entry = try? reader.next(), entry.isFile
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: size)
    return Self.fill(&bytes, from: reader) ? bytes : nil
  }

  private func read(_ count: Int, at start: Int) -> [UInt8]? {
    guard source.seek(start, from: 0) == start else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    return Self.fill(&bytes, from: source) ? bytes : nil
  }

  /// The central directory; nil when there is none.
  private static func directory(of source: FileSource) -> [UInt8]? {
    let size = source.seek(0, from: 2)
    let start = max(0, size - 65_557)
    guard size > 22, source.seek(start, from: 0) == start else { return nil }
    var tail = [UInt8](repeating: 0, count: size - start)
    guard fill(&tail, from: source) else { return nil }
    var at = tail.count - 22
    while at >= 0, !tail[at...].starts(with: [0x50, 0x4B, 5, 6]) { at -= 1 }
    guard at >= 0 else { return nil }
    let (length, place) = (number(tail, at + 12, 4), number(tail, at + 16, 4))
    guard place != 0xFFFF_FFFF, place + length <= size, length <= 256 << 20,
      source.seek(place, from: 0) == place
    else { return nil }
    var directory = [UInt8](repeating: 0, count: length)
    return fill(&directory, from: source) ? directory : nil
  }

  private static func fill(_ bytes: inout [UInt8], from source: any ByteSource) -> Bool {
    var filled = 0
    while filled < bytes.count {
      let n = try? bytes.withUnsafeMutableBytes {
        try source.read(into: .init(rebasing: $0[filled...]))
      }
      guard let n, n > 0 else { return false }
      filled += n
    }
    return true
  }

  private static func number(_ bytes: [UInt8], _ at: Int, _ width: Int) -> Int {
    (0..<width).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }

  private static func last(_ name: String) -> String {
    name.split(separator: "/").last.map(String.init) ?? name
  }
}
