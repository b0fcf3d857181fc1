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
}
