/// Walks a file to the dumps inside it: through compression, archives, and archives in archives.
final class Container {
  private let path: String
  private let options: DumpOptions
  private let deliver: (DumpFile) throws -> Void
  private let failed: (DumpError) throws -> Void
  private var entries = 0
  /// Bytes of dumps that have come out of the file, those of archives inside it not counted.
  fileprivate var unpacked = 0
  /// Entries that were stopped because they gave too much.
  fileprivate var bombs = 0
  fileprivate static let bombsAtMost = 10
  /// Bytes of the file that have been read to get them.
  fileprivate var packed: () -> Int = { 0 }

  /// Hands every dump of `path` to `deliver` and every trouble to `failed`.
  init(
    path: String, options: DumpOptions, deliver: @escaping (DumpFile) throws -> Void,
    failed: @escaping (DumpError) throws -> Void
  ) {
    self.path = path
    self.options = options
    self.deliver = deliver
    self.failed = failed
  }

  /// Reads the whole file. - Throws: only what `deliver` and `failed` throw.
  func walk() throws {
    let source: FileSource
    do { source = try FileSource(path: path, willWait: options.willWait) } catch let error
      as DumpError
    {
      return try failed(error)
    }
    try walk(source, entry: nil, name: path, depth: 0)
  }

  /// The same for bytes that are at hand.
  func walk(_ source: any ByteSource) throws {
    try walk(source, entry: nil, name: path, depth: 0)
  }

  private func walk(
    _ bytes: any ByteSource, entry: String?, name: String, depth: Int, warning: String? = nil
  ) throws {
    let source = try attempt(entry) { try Lookahead(bytes, takesFirst: options.answersLines) }
    guard let source else { return }
    guard let wrapping = Wrapping.of(source.head), !isDocument(source, wrapping) else {
      (bytes as? EntrySource)?.countsForAll()
      let file = DumpFile(
        source, path: path, entry: entry, name: name, options: options, warning: warning)
      return try deliver(file)
    }
    guard depth < options.limits.depth else {
      return try failed(
        .limit, entry, "more than \(options.limits.depth) archives inside each other (--max-depth)")
    }
    if let window = ZstdSource.window(of: source.head), window > ZstdSource.ordinaryWindow {
      guard let reader = try attempt(entry, { try ZstdSource(source, window: window) }) else {
        return
      }
      if depth == 0 { packed = { reader.consumed } }
      let bytes = EntrySource(reader, container: self, limits: options.limits)
      return try walk(bytes, entry: entry, name: Wrapping.unwrapped(name), depth: depth + 1)
    }
    if GzipSource.opens(source.head), let reader = GzipSource(source) {
      if depth == 0 { packed = { reader.consumed } }
      let bytes = EntrySource(reader, container: self, limits: options.limits)
      return try walk(bytes, entry: entry, name: Wrapping.unwrapped(name), depth: depth + 1)
    }
    guard let reader = try attempt(entry, { try ArchiveReader(source, wrapping: wrapping) })
    else { return }
    if depth == 0 { packed = { reader.consumed } }
    try walk(reader, inside: entry, name: name, depth: depth)
  }

  private func walk(
    _ reader: ArchiveReader, inside outer: String?, name: String, depth: Int
  ) throws {
    var holdsWebArchives = false
    while let found = try attempt(outer, { try reader.next() }) ?? nil {
      entries += 1
      if entries > options.limits.entries {
        return try failed(
          .limit, outer, "more than \(options.limits.entries) entries (--max-entries)")
      }
      let bytes = EntrySource(reader, container: self, limits: options.limits)
      if reader.isRaw {
        let name = Wrapping.unwrapped(name)
        try walk(bytes, entry: outer, name: name, depth: depth + 1)
        return
      }
      guard found.isFile else { continue }
      let (inner, changed) = EntryName.sanitized(found.name)
      if EntryName.isSystemFile(inner) { continue }
      // A WACZ is a zip of WARC files with their index beside them.
      holdsWebArchives =
        holdsWebArchives || inner.hasPrefix("archive/") && inner.hasSuffix(".warc.gz")
      if holdsWebArchives, EntryName.isWebArchiveIndex(inner) { continue }
      let entry = outer.map { $0 + "/" + inner } ?? inner
      if found.isEncrypted {
        try failed(.refused, entry, "is encrypted; unpack it with its password first")
        continue
      }
      let warning =
        changed
        ? "the entry name «\(found.name)» leads out of the archive; kept as «\(inner)»" : nil
      try walk(bytes, entry: entry, name: inner, depth: depth + 1, warning: warning)
      if bytes.isOverLimit && !reader.skipsCheaply { return }
      if bombs > Self.bombsAtMost {
        return try failed(
          .limit, outer,
          "more than \(Self.bombsAtMost) entries decompress to too much; the rest is not read")
      }
    }
  }

  // Office documents and books are zips that their formats open themselves.
  private func isDocument(_ source: Lookahead, _ wrapping: Wrapping) -> Bool {
    guard case .zip = wrapping else { return false }
    if ZipDocument.hasDocumentNames(source.head) { return true }
    guard source.canSeek, source.head.count == Lookahead.size else { return false }
    let size = source.seek(0, from: 2)
    defer { _ = source.seek(0, from: 0) }
    guard size > 0, source.seek(max(0, size - Lookahead.size), from: 0) >= 0 else { return false }
    var tail = [UInt8](repeating: 0, count: Lookahead.size)
    var count = 0
    while count < tail.count {
      let n = try? tail.withUnsafeMutableBytes {
        try source.read(into: .init(rebasing: $0[count...]))
      }
      guard let n, n > 0 else { break }
      count += n
    }
    return ZipDocument.hasDocumentNames(Array(tail.prefix(count)))
  }

  private func attempt<T>(_ entry: String?, _ body: () throws -> T) throws -> T? {
    do { return try body() } catch var error as DumpError {
      if error.path.isEmpty { error.path = path }
      if error.entry == nil { error.entry = entry }
      try failed(error)
      return nil
    }
  }

  private func failed(_ kind: DumpError.Kind, _ entry: String?, _ problem: String) throws {
    try failed(DumpError(kind, path: path, entry: entry, problem: problem))
  }
}

/// Something that gives more bytes than it takes in.
protocol Unpacking: ByteSource {
  /// Compressed bytes read so far.
  var consumed: Int { get }
}

extension ArchiveReader: Unpacking {}

/// The bytes of one entry, with an eye on how many there are.
private final class EntrySource: ByteSource {
  private let reader: any Unpacking
  private let container: Container
  private let limits: DumpOptions.Limits
  private let consumedBefore: Int
  private var given = 0
  private var isDump = false
  private(set) var isOverLimit = false

  init(_ reader: any Unpacking, container: Container, limits: DumpOptions.Limits) {
    self.reader = reader
    self.container = container
    self.limits = limits
    consumedBefore = reader.consumed
  }

  /// The entry is a dump and no archive: its bytes, also those already given, count for the file.
  func countsForAll() {
    isDump = true
    container.unpacked += given
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if isOverLimit { return 0 }
    let n = try reader.read(into: buffer)
    given += n
    if isDump { container.unpacked += n }
    if given > limits.entry {
      throw over("it is larger than \(limits.entry) bytes decompressed (--max-unpacked)")
    }
    if container.unpacked > limits.total {
      throw over("its file gives more than \(limits.total) bytes decompressed (--max-unpacked)")
    }
    if isBomb(given, from: reader.consumed - consumedBefore) {
      throw over(
        "it decompresses to more than \(limits.ratio) times its size, as a zip bomb does "
          + "(--max-ratio)")
    }
    if isBomb(container.unpacked, from: container.packed()) {
      container.bombs = Container.bombsAtMost
      throw over(
        "the entries of its file decompress to more than \(limits.ratio) times its size, as zip "
          + "bombs do (--max-ratio)")
    }
    return n
  }

  // What was read before an entry may contain the start of it: one buffer of 256 KiB.
  private func isBomb(_ given: Int, from consumed: Int) -> Bool {
    given > limits.ratioFloor && given / (max(consumed, 0) + (256 << 10)) > limits.ratio
  }

  private func over(_ problem: String) -> DumpError {
    isOverLimit = true
    // What is stopped is no part of the whole any more, so that its neighbours are read.
    if isDump { container.unpacked -= given }
    container.bombs += 1
    return DumpError(.limit, path: "", problem: problem)
  }
}
