import Press

/// A format in which people hold articles: one file in `Formats/`, found by the build on its own.
///
/// The law of a format: every field of a record is kept (ours in `Article`, the rest in its
/// metadata), the text is never edited, nothing is guessed in silence, and a record that cannot be
/// read is a reject that says where, what and what now, never an error that stops the others.
public protocol DumpFormat: Sendable {
  init()
  /// The name for `--format` and `dumps.format`: `csv`, `europresse-html`.
  var name: String { get }
  /// One line for `dossier formats`: what is read from it.
  var summary: String { get }
  /// True when files of the format hold tags, so that nobody asks it about bytes without a «<».
  var hasTags: Bool { get }
  /// True for a format that takes what is of no other: it is asked only when no other has evidence
  /// above a shape.
  var isGeneral: Bool { get }
  /// What speaks for this format in the bytes; nil when nothing does.
  ///
  /// Decides on bytes, never on a name alone. `head` holds at least the first 128 KiB, or all. No two
  /// formats may have the same kind of evidence of a file: the more general one has to step back.
  func recognise(_ head: Head) -> Recognition?
  /// Reads every record of `file` in order and hands each to `yield`.
  ///
  /// - Throws: `DumpError` when the file as a whole cannot be read, and what `yield` throws.
  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws
}

extension DumpFormat {
  /// False: most formats are told without tags.
  public var hasTags: Bool { false }
  /// False: most formats are told by what only they have.
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

/// Something to tell about a dump that loses nothing.
public struct Warning: Sendable, Hashable {
  /// What it is about.
  public var origin: Origin
  /// The whole message.
  public var message: String

  /// A message about a place in a dump.
  public init(origin: Origin, message: String) {
    self.origin = origin
    self.message = message
  }
}
