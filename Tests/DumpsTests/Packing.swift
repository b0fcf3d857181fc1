import CArchive
import Foundation

/// Archives in memory, for tests.
enum Packing {
  enum Kind: String, CaseIterable {
    case zip, tar, tarGz = "tar.gz", tarZst = "tar.zst", tarXz = "tar.xz", sevenZip = "7z"
    case gz, zst, xz, bz2, lzma
  }

  /// One archive of `entries`; a plain stream takes the first entry's bytes only.
  static func pack(
    _ entries: [(name: String, bytes: [UInt8])], as kind: Kind, stored: Bool = false
  ) -> [UInt8] {
    guard let archive = archive_write_new() else { return [] }
    defer { archive_write_free(archive) }
    switch kind {
    case .zip: archive_write_set_format_zip(archive)
    case .sevenZip: archive_write_set_format_7zip(archive)
    case .tar, .tarGz, .tarZst, .tarXz: archive_write_set_format_ustar(archive)
    case .gz, .zst, .xz, .bz2, .lzma: archive_write_set_format_raw(archive)
    }
    switch kind {
    case .tarGz, .gz: archive_write_add_filter_gzip(archive)
    case .tarZst, .zst: archive_write_add_filter_zstd(archive)
    case .tarXz, .xz: archive_write_add_filter_xz(archive)
    case .bz2: archive_write_add_filter_bzip2(archive)
    case .lzma: archive_write_add_filter_lzma(archive)
    default: archive_write_add_filter_none(archive)
    }
    if stored { archive_write_set_options(archive, "zip:compression=store") }
    let capacity = entries.reduce(1 << 20) { $0 + $1.bytes.count * 2 + 4096 }
    var buffer = [UInt8](repeating: 0, count: capacity)
    var used = 0
    archive_write_set_bytes_per_block(archive, 1)
    buffer.withUnsafeMutableBytes { target in
      archive_write_open_memory(archive, target.baseAddress, target.count, &used)
      for (name, bytes) in entries {
        guard let entry = archive_entry_new() else { return }
        archive_entry_set_pathname(entry, name)
        archive_entry_set_filetype(entry, 0o100000)
        archive_entry_set_perm(entry, 0o644)
        archive_entry_set_size(entry, Int64(bytes.count))
        archive_write_header(archive, entry)
        bytes.withUnsafeBytes { _ = archive_write_data(archive, $0.baseAddress, $0.count) }
        archive_entry_free(entry)
      }
      archive_write_close(archive)
    }
    return Array(buffer[..<used])
  }

  static func pack(_ text: String, as kind: Kind) -> [UInt8] {
    pack([("a.jsonl", Array(text.utf8))], as: kind)
  }
}
