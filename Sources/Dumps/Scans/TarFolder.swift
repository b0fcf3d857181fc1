/// The entries of a tar by their names, compressed or not, for files inside it that say what others are:
/// indices of scans, and notes on texts.
///
/// A tar has no directory: it is read through once for its names and the indices, and once more for the
/// files that are named or say something, which are kept in memory.
final class TarFolder: PackedFolder {
  private(set) var claims: Set<String> = []
  private(set) var names: [String] = []
  private let path: String
  private let options: DumpOptions
  private var files: [String: [UInt8]] = [:]
  private var size = 0

  /// Reads the tar at `path`; nil when it is none, has no such files, or comes through a pipe.
  init?(path: String, options: DumpOptions) {
    self.path = path
    self.options = options
    guard path != "-" else { return nil }
    guard walk(keepingNames: true, { FolderIndex.mayBe($0.split(separator: "/").last ?? "") })
    else { return nil }
    // An index may name another one.
    for _ in 0..<2 {
      let known = claims
      for name in files.keys {
        guard let (document, _) = document(name) else { continue }
        claims.formUnion(FolderIndex.claims(of: document, at: name))
      }
      if claims == known { break }
      guard walk({ self.claims.contains($0) && self.files[$0] == nil }) else { return nil }
    }
    let notes = TextNotes.sources(among: names)
    if notes.isEmpty {
      names = []
      if claims.isEmpty { return nil }
    } else if !walk({ notes.contains($0) && self.files[$0] == nil }) {
      return nil
    }
  }

  func document(_ name: String) -> (markup: Markup, bytes: Int)? {
    guard let bytes = files[name] else { return nil }
    return FolderIndex.document(bytes, at: name, in: path, options: options)
  }

  func bytes(of name: String) -> [UInt8]? { files[name] }

  func contains(_ name: String) -> Bool { files[name] != nil }

  /// Keeps the entries whose names are wanted, as long as all together are within the limit.
  ///
  /// - Returns: false when it is no archive, or one that unpacks to more than the limits allow.
  private func walk(keepingNames: Bool = false, _ isWanted: (String) -> Bool) -> Bool {
    guard let source = try? FileSource(path: path), source.canSeek,
      let head = try? Lookahead(source), let wrapping = Wrapping.of(head.head),
      let reader = try? ArchiveReader(head, wrapping: wrapping)
    else { return false }
    let limits = options.limits
    var (entries, total) = (0, 0)
    while let entry = (try? reader.next()) ?? nil, !reader.isRaw, entries < limits.entries {
      entries += 1
      // What is passed over is unpacked, too.
      total += entry.size
      if total > limits.ratioFloor,
        total / (reader.consumed + (256 << 10)) > limits.ratio || total > limits.total
      {
        return false
      }
      let name = EntryName.sanitized(entry.name).name
      guard entry.isFile, !entry.isEncrypted else { continue }
      if keepingNames { names.append(name) }
      if isWanted(name), let bytes = content(of: reader) { files[name] = bytes }
    }
    return entries > 0
  }

  private func content(of reader: ArchiveReader) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      guard let n = try? buffer.withUnsafeMutableBytes({ try reader.read(into: $0) }) else {
        return nil
      }
      if n == 0 { break }
      guard size + bytes.count + n <= options.limits.whole else { return nil }
      bytes += buffer[..<n]
    }
    size += bytes.count
    return bytes
  }
}
