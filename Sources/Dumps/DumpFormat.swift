import Press

/// A file format for articles: one file in `Formats/`, found by the build on its own.
///
/// The law of a format: every field of a record is kept (ours in `Article`, the rest in its
/// metadata), the text is never edited, nothing is guessed in silence, and a record that cannot be
/// read is a reject that says where, what and what to do, never an error that stops the others.
public protocol DumpFormat: Sendable {
  init()
  /// The name for `--input-format` and `dumps.format`: `csv`, `europresse-html`.
  var name: String { get }
  /// One line for `dossier formats`: what is read from it.
  var summary: String { get }
  /// True when files of the format contain tags, so that nobody asks it about bytes without a «<».
  var hasTags: Bool { get }
  /// True for scanned pages and what says how they belong together: the files beside them count.
  var isScan: Bool { get }
  /// True for a format that takes what is of no other: it is asked only when no other has evidence
  /// above a shape.
  var isGeneral: Bool { get }
  /// What speaks for this format in the bytes; nil when nothing does.
  ///
  /// Decides on bytes, never on a name alone. `head` contains at least the first 128 KiB, or all. No two
  /// formats may have the same kind of evidence of a file: the more general one has to step back.
  func recognise(_ head: Head) -> Recognition?
  /// Reads every record of `file` in order and hands each to `yield`.
  ///
  /// - Throws: `DumpError` when the file as a whole cannot be read, and what `yield` throws.
  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws
}

extension DumpFormat {
  /// False: most formats are recognised without tags.
  public var hasTags: Bool { false }
  /// False: most files are read on their own.
  public var isScan: Bool { false }
  /// False: most formats are recognised by what only they have.
  public var isGeneral: Bool { false }
}

/// Why a file was taken for a format.
public struct Recognition: Sendable {
  /// Kinds of evidence, the weakest first. The strongest that a format has of a file decides.
  public enum Evidence: Int, Sendable, Comparable, CaseIterable {
    /// Nothing speaks for another format: a plain text.
    case fallback
    /// The bytes are laid out as in the format: rows with one delimiter, objects in braces, tags.
    case shape
    /// Words that only this format prints: classes of a page, labels, counters, header lines.
    case marker
    /// The root element or the namespace of a document, or the keys that a schema demands.
    case namespace
    /// The first bytes, or the parts of a package.
    case magic
    /// Somebody named the format.
    case asked

    /// Weaker evidence comes first.
    public static func < (a: Evidence, b: Evidence) -> Bool { a.rawValue < b.rawValue }
    /// The word for `--dry-run`.
    public var name: String { "\(self)" }
  }

  /// What kind of evidence there is.
  public var evidence: Evidence
  /// The evidence in words, for `--dry-run`: «first line starts with **** *».
  public var reason: String
  /// The name of another format with evidence of the same kind, if there is one.
  public var rival: String?

  /// Evidence for a format.
  public init(_ evidence: Evidence, because reason: String) {
    self.evidence = evidence
    self.reason = reason
  }
}

/// What a format finds in a file.
public enum Record: Sendable {
  case article(Article)
  /// An article that has been read elsewhere, with what was found in it.
  case account(Account)
  case reject(Reject)
  /// Something the receipt must tell, though nothing is lost: a counter that does not agree.
  case warning(Warning)
}

/// A record that could not be imported.
public struct Reject: Sendable, Hashable {
  /// Where it stands.
  public var origin: Origin
  /// What was expected, what was found, and what to do.
  public var reason: String
  /// The start of the record, at most 200 characters.
  public var excerpt: String

  /// A record that is kept aside.
  public init(origin: Origin, reason: String, excerpt: String = "") {
    self.origin = origin
    self.reason = reason
    self.excerpt = excerpt
  }
}

/// Something to tell about a dump that loses no record.
public struct Warning: Sendable, Hashable {
  /// What is told, so that warnings of a kind can be counted together.
  public enum Kind: String, Sendable, CaseIterable {
    /// A date was printed and could not be read, or is no day of the calendar.
    case dates
    /// Dates can be read in two ways and nothing decides.
    case dateOrder = "date order"
    /// Whoever made the dump cut texts.
    case cut = "cut texts"
    /// The charset was determined from the bytes.
    case charset
    /// A text that is stored as one article and does not look like one.
    case shape
    /// Columns were recognised from what they contain.
    case columns
    /// Two dates of a record that disagree.
    case disagreement = "dates that disagree"
    /// A document that is not well-formed and is read as far as it makes sense.
    case damage
    /// A number of records that the dump declares and does not contain.
    case counts
    /// Files, records or parts that contain no article.
    case passedOver = "passed over"
    /// Attachments of messages that were not read.
    case attachments
    /// Templates and codes whose words are not known.
    case templates
    /// The name of a file or entry had to be changed.
    case names
    /// Articles in which nothing was read, because that took too long.
    case unread = "not read in time"
    /// Anything else.
    case other

    /// What a person can do about it.
    public var advice: String {
      switch self {
      case .dates:
        "what was printed is kept as published_raw; name another field with "
          + "--map published=FIELD"
      case .dateOrder: "look at a few of them; ISO dates in the dump would settle it"
      case .cut: "the dump contains no more; ask its source for whole texts"
      case .charset: "say it with --charset if accents come out wrong"
      case .shape: "look at it; split the file or say --input-format if it is something else"
      case .columns: "say which is which with --map title=COLUMN"
      case .disagreement: "the printed date was kept; the other is in the metadata or the message"
      case .damage: "get the file again if articles are missing"
      case .counts: "compare with what was exported"
      case .passedOver: "compare with what you expect; a file named on the command line is read"
      case .attachments: "save them and import them on their own"
      case .templates: "their words are in the source of the page"
      case .names: "the article says under which name it is kept"
      case .unread:
        "their texts are in the archive; «dossier reextract --max-seconds 600» reads them again"
      case .other: "see the message; no record was lost"
      }
    }
  }

  /// What kind of thing it is.
  public var kind: Kind
  /// What it is about.
  public var origin: Origin
  /// The whole message.
  public var message: String
  /// How many records, files or parts it is about, from 1.
  public var count: Int

  /// A message about a place in a dump.
  public init(_ kind: Kind = .other, origin: Origin, message: String, count: Int = 1) {
    self.kind = kind
    self.origin = origin
    self.message = message
    self.count = count
  }
}
