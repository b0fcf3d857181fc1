/// What a person wants to see: words and filters, for articles, statements or relations.
package struct Question: Sendable, Hashable {
  /// In which order the rows come.
  ///
  /// `stored` is the order of the import: nothing has to be sorted, so rows stream.
  package enum Order: String, Sendable, CaseIterable { case relevance, newest, oldest, stored }

  /// Which statements and relations are wanted, by their confidence (0 ... 1).
  package enum Confidence: Sendable, Hashable {
    /// All of them.
    case any
    /// Those of the usual confidence (`usualLeast`) or above.
    case usual
    /// Those below this confidence.
    case below(Double)
    /// Those of this confidence or above.
    case atLeast(Double)

    /// What listings and exports show unless they are asked otherwise: more often right than wrong.
    package static let usualLeast = 0.5

    /// The confidence that is asked for; nil when all rows are wanted.
    package var least: Double? {
      switch self {
      case .any, .below: nil
      case .usual: Self.usualLeast
      case .atLeast(let least): least
      }
    }
  }

  /// What was typed to be looked for in the text; nil for all rows.
  package var words: String?
  /// True when `words` is raw FTS5 syntax.
  package var isRaw = false
  /// True when only the typed forms count, not others of the same stem.
  package var isExact = false
  /// Who says it: statements by this source, articles with such statements.
  package var by: [SourceMatch]?
  /// Whom it mentions: in the statement, the relation or the article.
  package var about: [SourceMatch]?
  /// Who acts (relations).
  package var subject: [SourceMatch]?
  /// Towards whom (relations).
  package var object: [SourceMatch]?
  /// Who asserts it (relations); an empty list stands for the article itself.
  package var assertedBy: [SourceMatch]?
  /// Kinds of statements: direct, indirect, mixed.
  package var kinds: [String] = []
  /// Classes of relations.
  package var classes: [String] = []
  /// Names of outlets, in any case and with or without accents; one of them is enough.
  package var outlets: [String] = []
  /// Languages (BCP 47); one of them is enough.
  package var languages: [String] = []
  /// Words of the office under which the article names the speaker; one of them is enough.
  package var roles: [String] = []
  /// Published at this date or later; may be partial.
  package var from: String?
  /// Published at this date or earlier; partial dates hold whole months and years.
  package var to: String?
  /// How sure statements and relations must be.
  package var confidence = Confidence.any
  /// A further condition in SQL over the columns of the listing.
  package var condition: String?
  /// True to show one article of each family of near-duplicates.
  package var oneOfFamily = false
  /// Rows with one of these tags, or of an article, a source or an outlet with one.
  package var tags: [String] = []
  /// True to list what was hidden as well.
  package var showsHidden = false
  /// In which order the rows come.
  package var order: Order?
  /// At most this many rows.
  package var limit: Int?
  /// So many rows are passed over first.
  package var offset = 0

  /// Everything.
  package init() {}

  /// The options of the filters that ask about what the rows of a listing do not have.
  func filters(notOf listing: Listing) -> [String] {
    let given =
      listing == .relations
      ? [("--kind", !kinds.isEmpty), ("--role", !roles.isEmpty)]
      : [
        ("--subject", subject != nil), ("--object", object != nil), ("--class", !classes.isEmpty),
        ("--asserted-by", assertedBy != nil),
      ]
    return given.filter(\.1).map(\.0)
  }
}

/// A source that answers to a name.
package struct SourceMatch: Sendable, Hashable {
  /// Its row; the one into which a person has merged it, if one has.
  package var id: Int64
  package var key: String
  package var kind: String
  package var name: String
  package var country: String?
  package var statements: Int
}
