import Platform

/// The memory that the process may use, where somebody has limited it (`ulimit -v`).
enum MemoryLimit {
  /// The least with which dumps are read.
  static let least = 320 << 20

  /// The limit in bytes; nil without one.
  static let bytes: Int? = {
    var limit = rlimit()
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_AS.rawValue)
    #else
      let resource = RLIMIT_AS
    #endif
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur < UInt64(Int.max >> 1) else {
      return nil
    }
    return Int(limit.rlim_cur)
  }()

  /// Makes sure that dumps can be read.
  ///
  /// - Throws: `Failure`.
  static func check() throws {
    guard let bytes, bytes < least else { return }
    throw Failure(
      .misuse,
      "this process may use \(bytes >> 20) MB of memory (ulimit -v), and reading dumps takes "
        + "\(least >> 20) MB at least; raise the limit")
  }

  /// Has a crash under a limit of memory end with a message: the language has no error for memory that
  /// is not given.
  static func reportOutOfMemory() {
    guard bytes != nil else { return }
    for number in [SIGILL, SIGABRT, SIGTRAP, SIGSEGV] {
      signal(number) { _ in
        Interruption.write(
          """
          dossier: ended unexpectedly; if the limit of memory of this process (ulimit -v) is low, \
          raise it or read smaller files, else please report it. What was committed is stored

          """)
        _exit(2)
      }
    }
  }
}
