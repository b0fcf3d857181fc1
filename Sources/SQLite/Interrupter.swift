internal import CSQLite

extension Connection {
  /// A handle by which another thread may stop what this connection is asked.
  public var interrupter: Interrupter { Interrupter(handle: handle) }
}

/// Stops what one connection is doing; `Stop` stops all. Valid as long as the connection is.
public struct Interrupter: @unchecked Sendable {
  // Safe across threads: SQLite documents `sqlite3_interrupt` as callable from any of them.
  let handle: OpaquePointer

  /// The running query throws an error whose `isInterrupt` is true.
  public func interrupt() { sqlite3_interrupt(handle) }
}
