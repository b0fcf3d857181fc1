public import Dumps
public import Press

extension Reader {
  /// The accounts of many articles, in their order, read on several threads.
  ///
  /// - Parameters:
  ///   - articles: what to read.
  ///   - jobs: how many threads read, at least 1.
  ///   - secondsPerArticle: how many seconds of processor time one article may take; one that takes
  ///     longer comes out as it is.
  ///   - tell: takes a warning for each such article.
  /// - Returns: an account for each article.
  ///
  /// - Throws: an error that says so when the system gives no thread.
  public func accounts(
    of articles: [Article], jobs: Int,
    secondsPerArticle: Double = Ingestion.usualSecondsPerArticle,
    tell: (Warning) -> Void = { _ in }
  ) throws -> [Account] {
    var list: [Account] = []
    list.reserveCapacity(articles.count)
    try Ingestion.read(
      with: self, jobs: max(1, min(jobs, articles.count)), secondsPerArticle: secondsPerArticle,
      filling: { filler in
        for article in articles { try? filler.add(.record(.article(article))) }
      },
      { event in
        switch event {
        case .account(let account): list.append(account)
        case .warning(let warning): tell(warning)
        default: break
        }
      })
    return list
  }
}
