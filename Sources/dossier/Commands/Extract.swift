import ArgumentParser
import Dumps
import Ingestion
import Storage
import Tables

/// How `extract` writes.
enum ExtractForm: String, ExpressibleByArgument, CaseIterable {
  /// One object an article, whatever the dump is.
  case json
  /// One line for every line of the input.
  case jsonl
}

/// Reads articles and writes what they report as JSON lines, without an archive.
struct Extract: ParsableCommand, ReadsDumps {
  static let configuration = CommandConfiguration(
    abstract: "Read articles and print what they report, one JSON object an article.",
    discussion: """
      A pure filter: no archive is made or touched, so that it runs under xargs -P, GNU parallel \
      or Spark's pipe. Offsets count Unicode scalars of the text, from 0, end excluded. The shape \
      is described by 'dossier codebook --format json-schema'; 'dossier import --accounts' takes \
      it into an archive.

      With --format jsonl every line of the input is one JSON object and is answered with one \
      line, in order and as soon as it is read: with an account, or with an object that has an \
      «error». --key FIELD carries a field of the line over as «key».

      EXAMPLES:
        dossier extract article.txt | jq '.statements[].content'
        dossier extract --bare notes/*.txt > reports.jsonl
        zcat dump.jsonl.gz | dossier extract - | grep '"direct"'
        zcat dump.jsonl.gz | dossier extract --format jsonl - > accounts.jsonl
        jq -r 'select(.error) | [.record, .error] | @tsv' accounts.jsonl
      """)

  @OptionGroup var dump: DumpArguments

  @Flag(help: "Take each file as the text of one article, untouched, without any header.")
  var bare = false

  @Option(
    help: ArgumentHelp(
      "json: one object an article; jsonl: one line for every line of the input, in order.",
      valueName: "json|jsonl"))
  var format = ExtractForm.json

  @Option(
    help: ArgumentHelp(
      "With --format jsonl: the field of a line that is carried over as «key».",
      valueName: "field"))
  var key: String?

  @Flag(help: "Leave out the text and the other fields of the record.")
  var noText = false

  func validate() throws {
    if format == .jsonl {
      if bare { throw ValidationError("--bare and --format jsonl exclude each other.") }
      if !["auto", "jsonl"].contains(dump.inputFormat) {
        throw ValidationError("--format jsonl reads lines of JSON, no \(dump.inputFormat).")
      }
    } else if key != nil {
      throw ValidationError("--key needs --format jsonl.")
    }
  }

  func run() throws {
    try MemoryLimit.check()
    let ingestion = Ingestion(
      try Dump(paths: dump.paths, options: options), jobs: dump.jobs ?? Cores.count,
      secondsPerArticle: dump.time.maxSeconds)
    var run = ExtractRun(
      form: AccountText.Form(hasText: !noText, isAnswer: format == .jsonl))
    try ingestion.read(isStopped: { Interruption.isAsked }) { event in
      if Interruption.isAsked {
        try run.output.flush()
        throw Failure(.interrupted, "stopped after \(run.articles) articles")
      }
      try run.take(event)
    }
    try run.finish()
  }

  private var options: DumpOptions {
    var options = dump.options(bare: bare)
    options.sumsFiles = false
    if format == .jsonl {
      options.format = "jsonl"
      options.answersLines = true
      options.key = key
    }
    // «extract . > all.jsonl» must not read what it writes.
    if let target = FileSystem.Identity(descriptor: 1) {
      options.isOwn = { FileSystem.Identity($0) == target }
    }
    return options
  }
}

/// Writes what is read, and keeps count.
private struct ExtractRun {
  let output = Output()
  private(set) var articles = 0
  private let form: AccountText.Form
  private let writer: AccountText
  private var problems = ProblemLog()

  init(form: AccountText.Form) {
    self.form = form
    writer = AccountText(output, form: form)
  }

  mutating func take(_ event: Ingestion.Event) throws {
    switch event {
    case .account(let account):
      writer.write(account)
      articles += 1
      try pass()
    case .reject(let reject):
      problems.note(reject)
      guard form.isAnswer else { break }
      writer.write(reject)
      try pass()
    case .warning(let warning): problems.note(warning)
    case .failed(let error): problems.note(error)
    case .opened, .closed, .known: break
    }
  }

  /// Who feeds a line to a filter may wait for its answer before it feeds the next.
  private func pass() throws {
    if form.isAnswer { try output.flush() } else { try output.flushIfFull() }
  }

  func finish() throws {
    try output.flush()
    if problems.rejects > 0 || (problems.failures > 0 && articles > 0) { throw Failure(.rejects) }
    if problems.failures > 0 { throw Failure(.misuse) }
    if articles == 0 { throw Failure(.nothing, "no article found") }
  }
}
