import Synchronization

/// Messages for a person while an archive is busy.
package enum WaitNotice {
  private static let handler = Mutex<(@Sendable (String) -> Void)?>(nil)

  /// Hands such lines to `handler`, one a wait.
  package static func handle(_ handler: @escaping @Sendable (String) -> Void) {
    Self.handler.withLock { $0 = handler }
  }

  static func announceWait(_ path: String, seconds: Int) {
    handler.withLock { $0 }?(
      "\(path) is being read by another program; waiting up to \(seconds) seconds for it to end")
  }

  /// Says that others read, so that the log stays beside the file.
  static func announceLog(_ path: String) {
    handler.withLock { $0 }?(
      "everything is saved, part of it in \(path)-wal because \(path) is being read by another "
        + "program; keep both together until the next command that writes takes it in")
  }
}
