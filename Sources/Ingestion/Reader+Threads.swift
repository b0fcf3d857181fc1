public import Press

extension Reader {
  /// The accounts of many articles, in their order, read on several threads.
  public func accounts(of articles: [Article], jobs: Int) -> [Account] {
    let jobs = max(1, min(jobs, articles.count))
    let results = Results(count: articles.count)
    let threads = (0..<jobs).map { job in
      Thread { [self] in
        for i in stride(from: job, to: articles.count, by: jobs) {
          results[i] = account(of: articles[i])
        }
      }
    }
    for thread in threads { thread.join() }
    return results.take()
  }
}

/// A place for each result. Each is written by one thread, and read once all threads have ended.
private final class Results: @unchecked Sendable {
  private let places: UnsafeMutableBufferPointer<Account?>

  init(count: Int) {
    places = .allocate(capacity: count)
    places.initialize(repeating: nil)
  }

  deinit {
    places.deinitialize()
    places.deallocate()
  }

  subscript(i: Int) -> Account? {
    get { places[i] }
    set { places[i] = newValue }
  }

  func take() -> [Account] { places.compactMap { $0 } }
}
