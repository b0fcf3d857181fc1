#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Keeps a second import out while one is running: a file beside the archive, locked by `flock`.
///
/// A killed process loses its lock with its last breath, so a file that was left behind locks nobody
/// out. Not the archive itself is locked: closing a second descriptor of a file drops the locks that
/// SQLite holds on it. - Source: https://www.sqlite.org/howtocorrupt.html, section 2.2.
final class WriteLock {
  private let descriptor: Int32
  private let file: String

  /// Takes the lock of the archive at `path`.
  ///
  /// - Throws: `ArchiveError.locked` with the holder, or `readOnly` when the folder may not be written.
  init(archive path: String) throws(ArchiveError) {
    file = path + "-lock"
    descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw ArchiveError.readOnly(path: path, problem: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      var note = [UInt8](repeating: 0, count: 200)
      let count = pread(descriptor, &note, note.count, 0)
      close(descriptor)
      let holder = count > 0 ? String(decoding: note[..<count], as: UTF8.self) : "another program"
      throw ArchiveError.locked(path: path, holder: holder)
    }
    var host = [CChar](repeating: 0, count: 256)
    gethostname(&host, host.count - 1)
    let name = String(
      decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let note = "process \(getpid()) on \(name) since \(Clock.now())"
    _ = ftruncate(descriptor, 0)
    _ = note.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }

  deinit {
    unlink(file)
    close(descriptor)
  }
}

/// The time of day, for receipts.
package enum Clock {
  /// Now in UTC, ISO 8601 to the second: `2026-11-23T00:41:06Z`.
  package static func now() -> String {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func two(_ n: Int32) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
      + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }
}
