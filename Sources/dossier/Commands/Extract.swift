import ArgumentParser
import Dumps
import Ingestion
import Storage
import Tables

/// Reads articles and writes what they report as JSON lines, without an archive.
struct Extract: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read articles and print what they report, one JSON object an article.",
    discussion: """
      A pure filter: no archive is made or touched, so that it runs under xargs -P, GNU parallel \
      or Spark's pipe. Offsets count Unicode scalars of the text, from 0, end excluded.

      EXAMPLES:
        dossier extract article.txt | jq '.statements[].content'
        dossier extract --bare notes/*.txt > reports.jsonl
        zcat dump.jsonl.gz | dossier extract - | grep '"accuse"'
      """)

  @OptionGroup var dump: DumpArguments

  @Flag(help: "Take each file as the text of one article, untouched, without any header.")
  var bare = false

  func run() throws {
    Interruption.watch()
    var options = dump.options(bare: bare)
    // «extract . > all.jsonl» must not read what it writes.
    if let target = FileSystem.Identity(descriptor: 1) {
      options.isOwn = { FileSystem.Identity($0) == target }
    }
    let ingestion = Ingestion(
      try Dump(paths: dump.files, options: options),
      jobs: dump.jobs ?? Cores.count)
    let output = Output()
    let writer = AccountText(output)
    var articles = 0
    var trouble = Trouble()
    try ingestion.read(isStopped: { Interruption.isAsked }) { event in
      if Interruption.isAsked {
        try output.flush()
        throw Failure(.interrupted, "stopped after \(articles) articles")
      }
      switch event {
      case .account(let account):
        writer.write(account)
        articles += 1
        try output.flushIfFull()
      case .reject(let reject): trouble.note(reject)
      case .warning(let warning): trouble.note(warning)
      case .failed(let error): trouble.note(error)
      case .opened, .closed, .known: break
      }
    }
    try output.flush()
    if trouble.rejects > 0 || (trouble.failures > 0 && articles > 0) { throw Failure(.rejects) }
    if trouble.failures > 0 { throw Failure(.misuse) }
    if articles == 0 { throw Failure(.nothing, "no article found") }
  }
}
