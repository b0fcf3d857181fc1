import Press

/// The first bytes of a file or entry, decompressed and, if it was UTF-16, turned into UTF-8.
public struct Head: Sendable {
  /// The name of the file or entry, without the ending of its compression.
  public var name: String
  /// The first 128 KiB, or all if there is less. A UTF-8 byte order mark is left out.
  public var bytes: [UInt8]
  /// True when `bytes` is the whole file.
  public var isWhole: Bool

  /// What a person said of the columns and keys: see `DumpOptions.fieldMap`.
  public var fieldMap: [String: String] = [:]
  /// What a person said of the element that is an article: see `DumpOptions.record`.
  public var record: String?

  /// True when the name ends like that of a table.
  var isNamedTable: Bool {
    ["csv", "tsv", "tab"].contains { name.lowercased().hasSuffix("." + $0) }
  }

  /// A head, as tests need it.
  public init(name: String, bytes: [UInt8], isWhole: Bool = true) {
    self.name = name
    self.bytes = bytes
    self.isWhole = isWhole
  }
}

/// One file or entry, as its decompressed bytes, read once from front to back.
///
/// Formats see UTF-8 or an old one-byte charset only: UTF-16 and UTF-32 are turned into UTF-8 on the
/// way, and a byte order mark is taken off. Bytes that break off end the file early; what is wrong
/// is then in `damage`, and becomes a reject of its own.
public final class DumpFile {
  /// The file, as given or found in a folder.
  public let path: String
  /// The entry of a zip, 7z or tar.
  public let entry: String?
  /// The first bytes.
  public let head: Head
  /// What the person asked for.
  public let options: DumpOptions
  /// Why the bytes ended early.
  public private(set) var damage: DumpError?
  /// Decompressed bytes read so far.
  public private(set) var byteCount = 0
  /// Where the first byte that formats see is in the file: 3 after a UTF-8 mark.
  let start: Int
  /// The archive that the entry lies in, when it can be read by name; set while it is read.
  var folder: (any PackedFolder)?
  /// False when the bytes that formats see are not those of the file, as with UTF-16.
  let offsetsHold: Bool
  /// What the receipt must tell about the name.
  let warning: String?
  /// How the records were decoded; what is furthest from plain UTF-8 stands for the file.
  public private(set) var charset: Charset?
  /// Why.
  public private(set) var charsetRule: Charset.Rule?

  /// True when a record was decoded as Windows-1252 for want of anything better, and hardly fits it.
  private(set) var hasDoubtfulText = false

  private let source: any ByteSource
  /// The sum of the bytes so far; nil when nobody wants it.
  private var hash: SHA256?
  private var wide: UTF16Stream?
  private static let stretch = 256 << 10
  /// Contains the stretch that was given last; small for a file that the head contains whole.
  private let storage: UnsafeMutableRawBufferPointer
  private var headIsGiven = false
  private var isAtEnd: Bool
  private(set) var records = 0
  /// True once the file is split at what `DumpOptions.record` asks for.
  var isSplitAsAsked = false
  /// True once the format has said why there is no article in the file.
  var isExplained = false
  /// Fields that a record had under the name that the person said.
  var mapped: Set<FieldRole> = []
  /// True when the person named this file, and not a folder or an archive around it.
  var isNamed = false

  init(
    _ source: Lookahead, path: String, entry: String?, name: String, options: DumpOptions,
    warning: String? = nil
  ) {
    self.path = path
    self.entry = entry
    self.source = source
    self.options = options
    self.warning = warning
    var raw = source.head
    source.skipHead()
    if options.sumsFiles {
      var hash = SHA256()
      raw.withUnsafeBytes { hash.update($0) }
      self.hash = hash
    }
    byteCount = raw.count
    var skipped = 0
    if let (form, mark) = UTF16Stream.form(of: raw), !UnsupportedFile.isBinary(raw) {
      var stream = UTF16Stream(form)
      var text: [UInt8] = []
      raw.withUnsafeBytes { stream.append(.init(rebasing: $0[mark...]), to: &text) }
      raw = text
      wide = stream
      charset = form.width == 2 ? .utf16 : .utf32
      charsetRule = mark > 0 ? .bom : .fallback
      offsetsHold = false
    } else {
      offsetsHold = true
      if raw.starts(with: [0xEF, 0xBB, 0xBF]) {
        raw.removeFirst(3)
        skipped = 3
        charset = .utf8
        charsetRule = .bom
      }
    }
    start = skipped
    storage = .allocate(
      byteCount: source.isWhole ? max(raw.count, 64) : 3 * DumpFile.stretch, alignment: 16)
    isAtEnd = source.isWhole && wide == nil
    var head = Head(name: Wrapping.unwrapped(name), bytes: raw, isWhole: source.isWhole)
    head.fieldMap = options.fieldMap
    head.record = options.record
    self.head = head
  }

  deinit { storage.deallocate() }

  /// The next stretch of bytes, valid until the next call; nil at the end. Damage ends the file.
  ///
  /// A stretch is at most 768 KiB and never empty.
  func nextChunk() throws -> UnsafeRawBufferPointer? {
    if !headIsGiven {
      headIsGiven = true
      if !head.bytes.isEmpty { return hold(head.bytes) }
    }
    while !isAtEnd {
      let raw = UnsafeMutableRawBufferPointer(
        rebasing: storage[..<min(Self.stretch, storage.count)])
      var n = 0
      do { n = try source.read(into: raw) } catch var error as DumpError {
        error.path = path
        error.entry = entry
        damage = error
      }
      let bytes = UnsafeRawBufferPointer(rebasing: raw[..<n])
      isAtEnd = n == 0
      byteCount += n
      hash?.update(bytes)
      if wide == nil { return n == 0 ? nil : bytes }
      var text: [UInt8] = []
      if n == 0 { wide?.finish(to: &text) } else { wide?.append(bytes, to: &text) }
      if !text.isEmpty { return hold(text) }
    }
    return nil
  }

  private func hold(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
    storage.copyBytes(from: bytes)
    return UnsafeRawBufferPointer(rebasing: storage[..<bytes.count])
  }

  /// All bytes that are left.
  ///
  /// - Throws: `DumpError` when there are more than `limit`, by default `options.limits.whole`.
  func wholeBytes(limit: Int? = nil) throws -> [UInt8] {
    let limit = limit ?? options.limits.whole
    var bytes: [UInt8] = []
    while let chunk = try nextChunk() {
      if bytes.count + chunk.count > limit {
        throw error(
          .limit,
          "is larger than \(limit) bytes, which is the most that is read in one piece "
            + "(--max-size); split it")
      }
      bytes.append(contentsOf: chunk)
    }
    return bytes
  }

  /// Where the next record stands; counts it.
  ///
  /// - Parameters:
  ///   - line: its first line, from 1.
  ///   - bytes: its bytes, counted from the first byte that formats see.
  /// - Returns: the place, with the record's ordinal.
  func nextOrigin(line: Int? = nil, bytes: Range<Int>? = nil) -> Origin {
    records += 1
    return origin(record: records, line: line, bytes: bytes)
  }

  /// A place of this file without counting a record: 0 stands for the file as a whole.
  func origin(record: Int = 0, line: Int? = nil, bytes: Range<Int>? = nil) -> Origin {
    let place = offsetsHold ? bytes.map { $0.lowerBound + start..<$0.upperBound + start } : nil
    return Origin(path: path, entry: entry, record: record, line: line, bytes: place)
  }

  /// Trouble with this file.
  func error(_ kind: DumpError.Kind, _ problem: String) -> DumpError {
    DumpError(kind, path: path, entry: entry, problem: problem)
  }

  /// Decodes the bytes of a record and remembers how.
  ///
  /// `declared` is what the record says of its charset; without it, what the person said counts.
  func decode(_ bytes: UnsafeRawBufferPointer, declared: Charset? = nil) -> String {
    let decoded = DecodedText(
      bytes, declared: declared ?? options.charset.flatMap(Charset.init(label:)))
    note(decoded)
    return decoded.text
  }

  /// Remembers how a record was decoded.
  func note(_ decoded: DecodedText) {
    note(decoded.charset, decoded.rule)
    if decoded.isDoubtful { hasDoubtfulText = true }
  }

  /// Remembers how a record was decoded.
  func note(_ charset: Charset, _ rule: Charset.Rule) {
    if charsetRule == nil || charset != .utf8 && self.charset == .utf8 {
      self.charset = charset
      self.charsetRule = rule
    }
  }

  /// Reads what the format left, for the sum of all bytes. - Returns: 64 hexadecimal digits; nothing
  /// when nobody wants the sum.
  func finish() throws -> String {
    while try nextChunk() != nil {}
    return hash?.finish() ?? ""
  }
}
