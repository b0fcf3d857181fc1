internal import CArchive

/// A compressed file that is written from front to back: one stream (gzip), or entries (zip).
///
/// Used by one thread at a time. `close` throws what could not be written; dropped without it, the file
/// is unfinished.
package final class PackedFile {
  /// What kind of file it is.
  package enum Form: Sendable { case gzip, zip }

  private let archive: OpaquePointer
  private let name: String
  private let form: Form
  private var isOpen = false

  /// Writes to an open descriptor, which stays the caller's; `name` is what errors call it.
  package init(_ form: Form, descriptor: Int32, name: String) throws(OutputError) {
    guard let archive = archive_write_new() else {
      throw OutputError(outOfMemoryFor: name)
    }
    self.archive = archive
    self.name = name
    self.form = form
    switch form {
    case .gzip:
      try check(archive_write_set_format_raw(archive))
      try check(archive_write_add_filter_gzip(archive))
      // The same rows give the same bytes.
      _ = archive_write_set_filter_option(archive, "gzip", "timestamp", nil)
    case .zip:
      try check(archive_write_set_format_zip(archive))
      _ = archive_write_set_format_option(archive, "zip", "zip64", nil)
    }
    try check(archive_write_open_fd(archive, descriptor))
    if form == .gzip { try begin("data") }
  }

  deinit { archive_write_free(archive) }

  /// Begins the next entry of a zip file.
  package func begin(_ entryName: String) throws(OutputError) {
    let entry = archive_entry_new()
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, entryName)
    archive_entry_set_filetype(entry, 0o100000)  // AE_IFREG, a macro with a cast
    archive_entry_set_perm(entry, 0o644)
    try check(archive_write_header(archive, entry))
  }

  /// Adds bytes to the entry.
  package func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(OutputError) {
    var rest = UnsafeRawBufferPointer(bytes)
    while let base = rest.baseAddress, !rest.isEmpty {
      let written = archive_write_data(archive, base, rest.count)
      if written <= 0 { throw error() }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
    }
  }

  /// An output whose bytes go into the entry.
  package func output() -> Output {
    Output(name: name) { bytes throws(OutputError) in try self.write(bytes) }
  }

  /// Finishes the file.
  package func close() throws(OutputError) { try check(archive_write_close(archive)) }

  private func check(_ code: Int32) throws(OutputError) {
    if code != ARCHIVE_OK && code != ARCHIVE_WARN { throw error() }
  }

  private func error() -> OutputError {
    OutputError(code: archive_errno(archive), name: name)
  }
}
