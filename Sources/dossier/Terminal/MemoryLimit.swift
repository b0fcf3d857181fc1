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

  /// A want of memory ends the program with a message: the language has no error for it.
  static func tellWant() {
    guard bytes != nil else { return }
    for number in [SIGILL, SIGABRT, SIGTRAP, SIGSEGV] {
      signal(number) { _ in
        Interruption.write(
          """
          dossier: ended unexpectedly, most likely for want of memory within the limit of this \
          process (ulimit -v); raise it, or read smaller files; what was committed is stored. If \
          it happens without a limit too, please report it

          """)
        _exit(2)
      }
    }
  }
}
