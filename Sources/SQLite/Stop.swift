import Synchronization

/// A request to stop, observed by every connection that was asked to listen.
public enum Stop {
  private static let wasAsked = Atomic<Bool>(false)

  /// True once somebody asked to stop.
  public static var isAsked: Bool { wasAsked.load(ordering: .relaxed) }

  /// Asks to stop; safe from any thread and from a signal handler.
  ///
  /// - Returns: whether somebody had asked before.
  @discardableResult
  public static func ask() -> Bool { wasAsked.exchange(true, ordering: .relaxed) }
}
