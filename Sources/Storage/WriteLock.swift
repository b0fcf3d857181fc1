import Platform

/// Keeps a second writer out while one is at work: a file beside the archive, locked by `flock`.
///
/// The kernel releases the lock when the process dies, so a file that was left behind locks nobody
/// out. Not the archive itself is locked: closing a second descriptor of a file drops the locks that
/// SQLite holds on it. - Source: https://www.sqlite.org/howtocorrupt.html, section 2.2.
///
/// Who holds the lock removes the file before it lets go. A writer that had opened it by then may lock
/// a file that has been unlinked, so after locking the path must still name the locked file.
final class WriteLock {
  private let descriptor: Int32
  private let file: String

  private init(descriptor: Int32, file: String) {
    self.descriptor = descriptor
    self.file = file
  }

  deinit {
    unlink(file)
    close(descriptor)
  }

  /// Takes the lock of the archive at `path`, whatever link or relative path that is.
  ///
  /// - Throws: `ArchiveError.locked` with the holder; `readOnly` when the lock's file cannot be made;
  ///   `unlockable` when the file system has no locks.
  static func take(archive path: String) throws(ArchiveError) -> WriteLock {
    let file = FileSystem.resolved(path) + "-lock"
    while true {
      let descriptor = try opened(file, archive: path)
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let code = errno
        let holder = holder(descriptor)
        close(descriptor)
        if code == EINTR { continue }
        if code == EWOULDBLOCK { throw .locked(path: path, holder: holder) }
        throw .unlockable(path: path, problem: String(cString: strerror(code)).lowercased())
      }
      if FileSystem.Identity(descriptor: descriptor) == FileSystem.Identity(file) {
        sign(descriptor)
        return WriteLock(descriptor: descriptor, file: file)
      }
      close(descriptor)
    }
  }

  private static func opened(_ file: String, archive path: String) throws(ArchiveError) -> Int32 {
    let flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    var descriptor = open(file, O_RDWR | O_CREAT | flags, 0o644)
    // Another user's file, left behind, may be read and so be locked.
    if descriptor < 0, errno == EACCES {
      descriptor = open(file, O_RDONLY | flags)
      if descriptor < 0, errno == ENOENT { errno = EACCES }
    }
    guard descriptor >= 0 else {
      if errno == ELOOP { throw .readOnly(path: path, problem: "\(file) is a symbolic link") }
      throw .readOnly(path: path, problem: String(cString: strerror(errno)).lowercased())
    }
    guard FileSystem.Identity(descriptor: descriptor) != nil else {
      close(descriptor)
      throw .readOnly(path: path, problem: "\(file) is not a regular file")
    }
    return descriptor
  }

  private static func holder(_ descriptor: Int32) -> String {
    var note = [UInt8](repeating: 0, count: 200)
    let count = pread(descriptor, &note, note.count, 0)
    return count > 0 ? String(decoding: note[..<count], as: UTF8.self) : "another program"
  }

  private static func sign(_ descriptor: Int32) {
    var host = [CChar](repeating: 0, count: 256)
    gethostname(&host, host.count - 1)
    let name = String(
      decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let note = "process \(getpid()) on \(name) since \(Clock.now())"
    _ = ftruncate(descriptor, 0)
    _ = note.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }
}
