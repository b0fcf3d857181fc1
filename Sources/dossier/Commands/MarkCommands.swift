import ArgumentParser
import Storage
import Tables

/// What tag, note and hide have in common: what they mark.
struct MarkArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "What is meant: article:12 (or 12), statement:40, relation:7, source:NAME, outlet:NAME.",
      valueName: "what"))
  var targets: [String]

  @OptionGroup var archive: ArchiveOption

  func validate() throws {
    if targets.isEmpty { throw ValidationError("Name at least one row, e.g. statement:40.") }
    for target in targets where MarkTarget(target) == nil {
      throw ValidationError(
        "«\(target)» names nothing; expected article:12, statement:40, relation:7, source:NAME or "
          + "outlet:NAME.")
    }
  }

  /// Makes marks, or takes them back.
  func run(_ kind: Decisions.Mark, _ value: String?, removes: Bool) throws {
    let targets = targets.compactMap { MarkTarget($0) }
    let decisions = try Decisions(archive.path)
    do {
      if removes {
        let taken = try decisions.unmark(kind, value, targets)
        printError("\(taken.grouped) removed")
      } else {
        let made = try decisions.mark(kind, value, targets)
        printError("\(made.grouped) added, \((targets.count - made).grouped) already present")
      }
    } catch let error as MarkError {
      throw Failure(.nothing, "\(error)")
    }
  }
}

/// Tags things.
struct TagCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "Tag articles, statements, relations, sources or outlets.",
    discussion: """
      Listings show tags and find them again with --tag; exports have them in the column tags. A tag \
      belongs to a place in a text, not to a row: it outlives 'reextract', and 'decisions export' \
      takes it to another archive.

      EXAMPLES:
        dossier tag checked statement:1 statement:2
        dossier tag 'front page' 1 2
        dossier tag checked statement:1 --remove
      """)

  @Argument(help: "The tag.")
  var tag: String

  @OptionGroup var marks: MarkArguments

  @Flag(help: "Remove the tag.")
  var remove = false

  func validate() throws {
    if tag.allSatisfy(\.isWhitespace) { throw ValidationError("A tag needs a letter.") }
    if tag.contains(",") || !OneLine.fits(tag) {
      throw ValidationError(
        "A tag is one line of at most \(OneLine.most) characters without a comma, which stands between "
          + "tags.")
    }
  }

  func run() throws { try marks.run(.tag, tag, removes: remove) }
}

/// Notes things.
struct NoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Write a note on articles, statements, relations, sources or outlets.",
    discussion: """
      'show' prints notes; exports have them in the column notes.

      EXAMPLES:
        dossier note 'Checked with the printed edition.' statement:1
        dossier note 'Checked with the printed edition.' statement:1 --remove
      """)

  @Argument(help: "The note.")
  var note: String

  @OptionGroup var marks: MarkArguments

  @Flag(help: "Remove the note.")
  var remove = false

  func validate() throws {
    if note.allSatisfy(\.isWhitespace) { throw ValidationError("A note needs a letter.") }
  }

  func run() throws { try marks.run(.note, note, removes: remove) }
}

/// Hides things.
struct HideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hide",
    abstract: "Leave articles, statements, relations, sources or outlets out of listings.",
    discussion: """
      Hidden rows stay in the archive; --hidden lists them, and 'verify', 'sql' and plain tables have \
      them all. What an article, a source or an outlet reports is hidden with it.

      EXAMPLES:
        dossier hide statement:1
        dossier hide outlet:'Prairie Courier' source:'per:annika lindqvist'
        dossier hide statement:1 --undo
      """)

  @OptionGroup var marks: MarkArguments

  @Flag(help: "Show it in listings again.")
  var undo = false

  func run() throws { try marks.run(.hide, nil, removes: undo) }
}

/// Lists, undoes and carries decisions.
struct DecisionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decisions",
    abstract: "List, undo, export and import merges, names, tags, notes and hidings.",
    discussion: """
      EXAMPLES:
        dossier decisions
        dossier decisions undo
        dossier decisions export > decisions.jsonl
        dossier decisions import decisions.jsonl --archive other.dossier
      """,
    subcommands: [
      ListAllDecisions.self, UndoAnyDecision.self, ExportDecisions.self, ImportDecisions.self,
    ],
    defaultSubcommand: ListAllDecisions.self)
}

/// Lists all decisions.
struct ListAllDecisions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what was decided, the latest first.",
    discussion: """
      EXAMPLES:
        dossier decisions list --format csv
      """)

  @OptionGroup var listing: ListingOptions
  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let archive = try archive.open()
    try listing.write(
      archive.decisions(), givingWay: ["detail", "undone_at", "rows", "made_at"])
  }
}

/// Undoes the last decision of any kind.
struct UndoAnyDecision: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Undo the last decision, whatever it is about.",
    discussion: """
      EXAMPLES:
        dossier decisions undo
      """)

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let undone = try Decisions(archive.path).undo(marksToo: true)
    printError("undone: \(undone.kind) \(undone.subject)")
  }
}

/// Writes decisions for another archive.
struct ExportDecisions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write all decisions in force as JSON lines.",
    discussion: """
      EXAMPLES:
        dossier decisions export > decisions.jsonl
        dossier decisions export --to decisions.jsonl
      """)

  @Option(help: "The file; by default standard output.", completion: .file())
  var to: String?

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let archive = try archive.open()
    let target = try OutputFile(to, table: "decisions", ending: "jsonl", from: archive)
    do {
      let count = try archive.sql(Decisions.exported).write(
        to: JSONWriter(target.output, lines: true))
      try target.keep()
      if to != nil { printError("\(target.path): \(count.grouped) decisions") }
    } catch {
      target.drop()
      throw error
    }
  }
}

/// Takes decisions over from another archive.
struct ImportDecisions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take over decisions that were exported from another archive.",
    discussion: """
      What is there already stays once. Tags, notes and hidings apply to every article with the same \
      text and outlet, also to those that come later; merges and names need their sources.

      EXAMPLES:
        dossier decisions import decisions.jsonl
        dossier decisions export | dossier decisions import - --archive b.dossier
      """)

  @Argument(help: "The file, or - for standard input.", completion: .file())
  var file: String

  @OptionGroup var archive: ArchiveOption

  func run() throws {
    let text = file == "-" ? StandardInput.text() : try StandardInput.text(ofFile: file)
    if text.hasPrefix("SQLite format 3") {
      throw Failure(
        .misuse,
        "\(file) is an archive; 'dossier decisions export --archive \(file) > decisions.jsonl' writes "
          + "what can be imported")
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    do {
      let taken = try Decisions(archive.path).take(lines)
      for key in taken.missing.prefix(20) {
        printError("this archive has no source \(key); its decision was skipped")
      }
      printError(
        "\(taken.new.grouped) taken over, \(taken.known.grouped) already present, "
          + "\(taken.missing.count.grouped) skipped")
    } catch let error as MarkError {
      throw Failure(.misuse, "\(file): \(error)")
    }
  }
}
