import Platform

/// A thread of the system, with a stack as deep as that of the main one.
///
/// Not Swift's tasks: decoding and reading never wait for anything but each other, and waiting for
/// room in the middle of a synchronous format is what a thread can do and a task cannot.
struct Thread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  #if canImport(Darwin)
    private var handle: pthread_t?
  #else
    private var handle = pthread_t()
  #endif

  /// The system gives no thread.
  struct Refused: Error, CustomStringConvertible {
    /// An error number of the system.
    var code: Int32

    var description: String {
      "the system gives no further thread: \(String(cString: strerror(code)).lowercased()); allow more "
        + "processes (ulimit -u) or memory (ulimit -v), or ask for fewer with --jobs"
    }
  }

  /// Starts a thread that runs `body` once.
  ///
  /// - Throws: `Refused` when the system has none to give.
  init(_ body: @escaping @Sendable () -> Void) throws(Refused) {
    let argument = Unmanaged.passRetained(Body(body)).toOpaque()
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 8 << 20)
    let status = pthread_create(
      &handle, &attributes,
      { argument in
        #if canImport(Darwin)
          Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        #else
          if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
        #endif
        return nil
      }, argument)
    pthread_attr_destroy(&attributes)
    if status != 0 {
      Unmanaged<Body>.fromOpaque(argument).release()
      throw Refused(code: status)
    }
  }

  /// Leaves it to itself.
  func detach() {
    #if canImport(Darwin)
      if let handle { pthread_detach(handle) }
    #else
      pthread_detach(handle)
    #endif
  }

  /// Waits for its end.
  func join() {
    #if canImport(Darwin)
      if let handle { pthread_join(handle, nil) }
    #else
      pthread_join(handle, nil)
    #endif
  }
}
