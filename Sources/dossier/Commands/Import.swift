import ArgumentParser
import Dumps
import Ingestion
import Storage
import Tables

/// How the receipt of an import is printed.
///
/// `--format` says how something is printed in every command; what a file is in is `--input-format`.
enum ReceiptForm: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// Reads dumps into an archive.
struct Import: ParsableCommand, ReadsDumps {
  static let configuration = CommandConfiguration(
    abstract: "Read files and folders of articles into the archive.",
    discussion: """
      Recognises formats by their bytes; opens gzip, zstd, xz, bzip2, zip, 7z and tar on the way. What \
      is in the archive already is counted as a duplicate and not stored again, so the same import \
      can be run twice, and one that was killed resumes where it stopped. Ctrl-C stops cleanly.

      EXAMPLES:
        dossier import articles/
        dossier import europresse.html --archive gilets.dossier
        zcat crawl.jsonl.gz | dossier import -
        dossier import table.csv --map title=Überschrift --outlet 'Le Quotidien'
        dossier import --dry-run articles/     says what each file is taken for
        dossier import --format json articles/ | jq .warnings
        dossier import --accounts accounts/    takes what extract wrote
      """)

  @OptionGroup var dump: DumpArguments
  @OptionGroup var archive: ArchiveOption

  @Option(
    help: ArgumentHelp(
      "How the receipt, or what --dry-run finds, is printed: text, or json on standard output.",
      discussion: "Use --input-format for the format of the files.", valueName: "text|json"))
  var format = ReceiptForm.text

  @Flag(
    help: ArgumentHelp(
      "The files are what dossier extract wrote; their texts are not read again.",
      discussion: "Offsets are checked against the texts. Convert Parquet to JSON lines first."))
  var accounts = false

  @Flag(help: "Report the format of each file and read it, but store nothing.")
  var dryRun = false

  @Option(help: "How many articles are stored in one transaction; what is committed is safe.")
  var batch = 5_000

  @Flag(
    name: .shortAndLong, help: "No progress and no receipt; rejects and errors are still printed.")
  var quiet = false

  func validate() throws {
    if batch < 1 { throw ValidationError("--batch takes a number from 1 on.") }
    if accounts, !["auto", "accounts"].contains(dump.inputFormat) {
      throw ValidationError("--accounts cannot be combined with --input-format.")
    }
  }

  func run() throws {
    try MemoryLimit.check()
    var options = dump.options()
    if accounts { options.format = "accounts" }
    let own = ArchiveFiles(of: archive.path)
    options.isOwn = { own.contains($0) }
    let source = try Dump(paths: dump.paths, options: options)
    let ingestion = Ingestion(
      source, jobs: dump.jobs ?? Cores.count, secondsPerArticle: dump.time.maxSeconds)
    if dryRun { return try rehearse(ingestion) }
    // An order that comes in the middle of a commit waits for its end.
    Interruption.watch(patience: 8)
    try checkInputs()
    let isNew = FileSystem.Identity(archive.path) == nil
    let run = try ImportRun(
      archive: archive.path, inputs: dump.paths, batch: batch,
      progress: Progress(paths: dump.paths, isQuiet: quiet))
    do {
      try run.take(ingestion)
    } catch is ImportRun.Stopped {
      try run.close(isWhole: false)
      try run.giveReceipt(as: format)
      throw Failure(
        .interrupted, "stopped; what is above is stored, the same import goes on from there")
    }
    try run.close(isWhole: true)
    if !quiet || run.hasRejects || format == .json { try run.giveReceipt(as: format) }
    if run.hasRejects { throw Failure(.rejects) }
    if run.isEmpty {
      // Nothing could be read: no archive is left that was not there.
      if run.failures > 0, isNew { run.removeArchive() }
      throw run.failures > 0 ? Failure(.misuse) : Failure(.nothing, "no article found")
    }
    if run.failures > 0 { throw Failure(.rejects) }
  }

  // No archive is made for an import that cannot read anything.
  private func checkInputs() throws {
    let missing = dump.paths.filter { $0 != "-" && !FileName.exists($0) }
    guard missing.count == dump.paths.count else { return }
    for path in missing.dropLast() { printError("\(path): there is no such file or folder") }
    throw Failure(.misuse, "\(missing.last ?? ""): there is no such file or folder")
  }

  /// Reads everything and stores nothing; one row a file.
  private func rehearse(_ ingestion: Ingestion) throws {
    let output = Output()
    let writer: any RowWriter =
      format == .json ? JSONWriter(output, lines: false) : ListingOptions.standard(output)
    try writer.header(["file", "entry", "format", "evidence", "articles", "rejects", "why"])
    var problems = ProblemLog()
    var files = 0
    try ingestion.dump.read { event in
      if Interruption.isAsked { throw Failure(.interrupted) }
      switch event {
      case .closed(let file):
        files += 1
        writer.text(file.path)
        writer.text(file.entry)
        writer.text(file.format)
        writer.text(file.evidence.name)
        writer.integer(file.articles)
        writer.integer(file.rejects)
        writer.text(file.reason)
        try writer.endRow()
      case .record(.reject(let reject)): problems.note(reject)
      case .record(.warning(let warning)): problems.note(warning)
      case .failed(let error): problems.note(error)
      case .opened, .record(.article), .record(.account): break
      }
    }
    try writer.finish()
    if problems.rejects > 0 || problems.failures > 0 && files > 0 { throw Failure(.rejects) }
    if problems.failures > 0 { throw Failure(.misuse) }
  }
}
