import Dumps
import Ingestion
import Press
import Storage
import Tables

/// One import on its way: takes what the reading gives to the archive and keeps count.
final class ImportRun {
  /// Somebody pressed Ctrl-C.
  struct Stopped: Error {}

  private let path: String
  /// The files and folders that were named.
  private let inputs: [String]
  private let session: ImportSession
  private let progress: Progress
  private let watch = Stopwatch()
  private let sourcesBefore: Int
  private var receiptSoFar = Receipt()
  private var problems = ProblemLog()
  private var open: DumpFileInfo?
  /// Records handed on in the file that is open, those known before included.
  private var records = 0
  /// The rules by which accounts were read that come from elsewhere.
  private var rules: String?

  init(archive path: String, inputs: [String], batch: Int, progress: Progress) throws {
    self.path = path
    self.inputs = inputs
    self.progress = progress
    session = try ImportSession(path, version: Dossier.version, rules: Reader.rulesVersion)
    session.articlesPerBatch = batch
    sourcesBefore = try session.countSources()
    problems.makeRoom = { progress.clear() }
  }

  /// True when records were rejected or something does not add up.
  var hasRejects: Bool { receiptSoFar.hasRejects }
  /// True when no record was found.
  var isEmpty: Bool { receiptSoFar.isEmpty }
  /// Files and entries that could not be read.
  var failures: Int { problems.failures }

  /// Takes everything in.
  ///
  /// - Throws: `Stopped` after Ctrl-C; what the archive throws.
  func take(_ ingestion: Ingestion) throws {
    do {
      try ingestion.read(isKnown: session.mightContain, isStopped: { Interruption.isAsked }) {
        event in
        try take(event, ingestion)
      }
    } catch is CancellationError {
      throw Stopped()
    }
  }

  private func take(_ event: Ingestion.Event, _ ingestion: Ingestion) throws {
    if Interruption.isAsked { throw Stopped() }
    if case .known(let article) = event, try session.countDuplicate(article) == nil {
      let accounts = try ingestion.reader.accounts(
        of: [article], jobs: 1, secondsPerArticle: ingestion.secondsPerArticle
      ) { problems.note($0) }
      for account in accounts { try take(.account(account)) }
    } else {
      try take(event)
    }
  }

  private func take(_ event: Ingestion.Event) throws {
    switch event {
    case .opened(let file):
      progress.opened(file.path)
      try session.begin(
        path: file.path, file: shown(file.path), entry: file.entry, format: file.format)
      receiptSoFar.opened()
      records = 0
      open = file
    case .account(let account):
      records += 1
      if let rules = account.rules { try note(rules, at: account.article.origin) }
      if case .stored = try session.add(account) { receiptSoFar.stored(account) }
      progress.note(bytes: account.article.body.utf8.count)
    case .known(let article):
      records += 1
      progress.note(bytes: article.body.utf8.count)
    case .reject(let reject):
      records += 1
      problems.note(reject)
      try session.reject(reject.origin, reason: reject.reason, excerpt: reject.excerpt)
    case .warning(let warning):
      problems.note(warning)
    case .closed(let file):
      let counts = try session.finish(
        sha256: file.sha256, bytes: file.bytes, charset: file.charset?.rawValue,
        charsetRule: file.charsetRule?.rawValue)
      receiptSoFar.closed(counts, found: file.articles + file.rejects, name: name(of: file))
      open = nil
    case .failed(let error):
      problems.note(error)
      try fail(error)
    }
  }

  /// The run is noted under the rules that read its articles, were they those of another program.
  private func note(_ found: String, at origin: Origin) throws {
    if found == rules { return }
    if rules == nil {
      rules = found
      if found == Reader.rulesVersion { return }
      try session.note(rules: found)
    }
    let message =
      "was read by the rules \(found), and this dossier has \(Reader.rulesVersion); the run is noted "
      + "under \(rules ?? found)"
    problems.note(Warning(origin: origin, message: message))
  }

  /// A file that breaks off counts one reject, so that its receipt tells.
  private func fail(_ error: DumpError) throws {
    guard let file = open, error.path == file.path, error.entry == file.entry else { return }
    records += 1
    try session.reject(
      Origin(path: file.path, entry: file.entry, record: records), reason: error.problem,
      excerpt: "")
    let counts = try session.finish(sha256: nil, bytes: nil, charset: nil, charsetRule: nil)
    receiptSoFar.closed(counts, found: records, name: name(of: file))
    open = nil
  }

  /// A path without the folders above what was named, which are those of one machine and person.
  private func shown(_ path: String) -> String {
    guard path.hasPrefix("/") || path.hasPrefix("../"),
      let input = inputs.first(where: {
        path == $0 || path.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/")
      })
    else { return path }
    let folders = input.split(separator: "/").dropLast().joined(separator: "/").utf8.count
    let above = folders == 0 ? 0 : folders + 1
    return String(path.drop { $0 == "/" }.utf8.dropFirst(above)) ?? path
  }

  private func name(of file: DumpFileInfo) -> String {
    file.entry.map { "\(file.path), entry \($0)" } ?? file.path
  }

  /// Commits and gives the archive back.
  func close(isWhole: Bool) throws {
    progress.clear()
    try session.close(isWhole: isWhole)
  }

  /// Removes the archive, which is closed and contains nothing.
  func removeArchive() { FileSystem.remove(path) }

  /// Prints the receipt, once the archive is closed: as lines on standard error, or as JSON on
  /// standard output.
  func giveReceipt(as form: ReceiptForm) throws {
    let all = try session.countSources()
    let around = Receipt.Around(
      archive: path, sources: (all, all - sourcesBefore), problems: problems, seconds: watch.seconds
    )
    switch form {
    case .text: printError(receiptSoFar.text(around))
    case .json:
      let output = Output()
      receiptSoFar.write(around, to: JSONText(output))
      try output.flush()
    }
  }
}
