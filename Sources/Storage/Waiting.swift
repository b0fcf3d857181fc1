import Synchronization

/// What is told to a person when an archive cannot be written at once.
package enum Waiting {
  private static let teller = Mutex<(@Sendable (String) -> Void)?>(nil)

  /// Has such lines go to `tell`, one a wait.
  package static func telling(_ tell: @escaping @Sendable (String) -> Void) {
    teller.withLock { $0 = tell }
  }

  static func tell(_ path: String, seconds: Int) {
    teller.withLock { $0 }?(
      "\(path) is being read by another program; waiting up to \(seconds) seconds for it to end")
  }

  /// Tells that others read, so that the log stays beside the file.
  static func tellOfLog(_ path: String) {
    teller.withLock { $0 }?(
      "everything is saved, part of it in \(path)-wal because \(path) is being read by another "
        + "program; keep both together until the next command that writes takes it in")
  }
}
