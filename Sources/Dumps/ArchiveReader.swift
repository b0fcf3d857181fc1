import CArchive
import Platform

/// Entries of an archive or a compressed stream, read through libarchive.
final class ArchiveReader: ByteSource {
  /// One entry, before its bytes are read.
  struct Entry {
    var name: String
    var isFile: Bool
    var isEncrypted: Bool
    /// Bytes, as the archive says; 0 when it does not.
    var size: Int
  }

  /// What libarchive calls a regular file; 0 stands for «not said», as in a plain stream.
  private static let regularFile = 0o100000

  private let archive: OpaquePointer
  private let source: any ByteSource
  private let buffer: UnsafeMutableRawBufferPointer
  /// Compressed bytes read so far.
  private(set) var consumed = 0
  private var failure: (any Error)?

  /// Opens `source`, which is wrapped as `wrapping` says.
  init(_ source: any ByteSource, wrapping: Wrapping) throws {
    guard let archive = archive_read_new() else {
      throw DumpError(.unreadable, path: "", problem: "libarchive has no memory")
    }
    self.archive = archive
    self.source = source
    buffer = .allocate(byteCount: 256 << 10, alignment: 16)
    switch wrapping {
    case .stream:
      archive_read_support_filter_gzip(archive)
      archive_read_support_filter_bzip2(archive)
      archive_read_support_filter_xz(archive)
      archive_read_support_filter_lzma(archive)
      archive_read_support_filter_lzip(archive)
      archive_read_support_filter_lz4(archive)
      archive_read_support_filter_zstd(archive)
      archive_read_support_filter_compress(archive)
      archive_read_support_format_tar(archive)
      archive_read_support_format_raw(archive)
      archive_read_support_format_empty(archive)
    case .tar: archive_read_support_format_tar(archive)
    case .zip: archive_read_support_format_zip(archive)
    case .sevenZip: archive_read_support_format_7zip(archive)
    }
    archive_read_set_read_callback(archive) { _, data, block in
      guard let data, let block else { return -1 }
      return Unmanaged<ArchiveReader>.fromOpaque(data).takeUnretainedValue().fill(block)
    }
    if (source as? Lookahead)?.canSeek == true || source is MemorySource {
      archive_read_set_seek_callback(archive) { _, data, offset, whence in
        guard let data else { return Int64(ARCHIVE_FATAL) }
        let reader = Unmanaged<ArchiveReader>.fromOpaque(data).takeUnretainedValue()
        let place = (reader.source as? any SeekableSource)?.seek(Int(offset), from: whence) ?? -1
        return place < 0 ? Int64(ARCHIVE_FATAL) : Int64(place)
      }
    }
    archive_read_set_callback_data(archive, Unmanaged.passUnretained(self).toOpaque())
    let result = archive_read_open1(archive)
    if result != ARCHIVE_OK && result != ARCHIVE_WARN { throw trouble() }
  }

  deinit {
    archive_read_free(archive)
    buffer.deallocate()
  }

  /// True when the stream contains no archive but one file's bytes.
  var isRaw: Bool { archive_format(archive) == ARCHIVE_FORMAT_RAW }
  /// True when an entry can be passed over without being decompressed.
  var skipsCheaply: Bool {
    archive_format(archive) & Int32(ARCHIVE_FORMAT_BASE_MASK) == Int32(ARCHIVE_FORMAT_ZIP)
  }

  /// A locale whose charset is UTF-8. libarchive converts declared names into that of the thread, and
  /// gives an empty name where it cannot. Safe across threads: the locale never changes, and
  /// `uselocale` sets that of the calling thread.
  nonisolated(unsafe) private static let unicode: locale_t? =
    newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) ?? newlocale(LC_CTYPE_MASK, "UTF-8", nil)

  /// The next entry; nil at the end.
  func next() throws -> Entry? {
    let before = Self.unicode.map { uselocale($0) }
    defer { if let before { uselocale(before) } }
    var entry: OpaquePointer?
    var tries = 0
    while true {
      switch archive_read_next_header(archive, &entry) {
      case ARCHIVE_EOF: return nil
      case ARCHIVE_OK, ARCHIVE_WARN:
        guard let entry else { return nil }
        return Entry(
          name: name(of: entry),
          isFile: [0, Self.regularFile].contains(Int(archive_entry_filetype(entry))),
          isEncrypted: archive_entry_is_encrypted(entry) != 0,
          size: Int(archive_entry_size(entry)))
      case ARCHIVE_RETRY where tries < 3: tries += 1
      default: throw trouble()
      }
    }
  }

  /// Bytes of the current entry.
  func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
    let n = archive_read_data(archive, target.baseAddress, target.count)
    if n < 0 { throw trouble() }
    return n
  }

  private func fill(_ block: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
    do {
      let n = try source.read(into: buffer)
      block.pointee = UnsafeRawPointer(buffer.baseAddress)
      consumed += n
      return n
    } catch {
      failure = error
      return -1
    }
  }

  private func name(of entry: OpaquePointer) -> String {
    // The raw name first: a name without a declared charset is in any.
    if let raw = archive_entry_pathname(entry) {
      return EntryName.decode(UnsafeRawBufferPointer(start: raw, count: strlen(raw)))
    }
    if let raw = archive_entry_pathname_utf8(entry) { return String(cString: raw) }
    return ""
  }

  private func trouble() -> any Error {
    if let failure { return failure }
    let message = archive_error_string(archive).map { String(cString: $0) } ?? "cannot be read"
    return DumpError(
      .damaged, path: "", problem: "the compressed data is damaged: \(message.lowercasedFirst)")
  }
}

extension String {
  /// The same with a small first letter.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
