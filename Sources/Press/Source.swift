/// One who speaks or acts in an article.
public struct Source: Sendable, Hashable {
  /// What kind of actor a source is.
  public enum Kind: String, Sendable, CaseIterable {
    case person, organisation, state, group, document, media
  }
  /// The kind of a name.
  public enum NameKind: String, Sendable, CaseIterable {
    case name, short, acronym, metonym, demonym, capital
  }
  /// How far a key means the same source.
  public enum Reach: String, Sendable, CaseIterable {
    /// In every article: a state, or a body or person by name.
    case everywhere
    /// In the articles of one outlet and month: a person of whom an article gives a single name.
    case month
    /// In one article: «un porte-parole», «les experts».
    case article
  }
  /// One way in which the article calls the source.
  public struct Name: Sendable, Hashable {
    /// As printed, without determiner.
    public var text: String
    /// What kind of name it is.
    public var kind: NameKind

    /// A name and its kind.
    public init(_ text: String, _ kind: NameKind) {
      self.text = text
      self.kind = kind
    }
  }

  /// Identity within `reach`: `RUS`, `org:IRN/MFA`, `per:nasser kanani`, `grp:gilets jaunes`.
  public var key: String
  /// In which articles the key means this source.
  public var reach: Reach
  /// What kind of actor it is.
  public var kind: Kind
  /// The canonical name, as shown.
  public var name: String
  /// ISO 3166-1 alpha-3, if it belongs to a country.
  public var country: String?
  /// Every way in which the article calls it.
  public var names: [Name]

  /// A source known under `name`.
  public init(
    key: String, kind: Kind, name: String, country: String? = nil, names: [Name] = [],
    reach: Reach = .everywhere
  ) {
    self.key = key
    self.reach = reach
    self.kind = kind
    self.name = name
    self.country = country
    self.names = names
  }
}

/// One place where an article names a source.
public struct Mention: Sendable, Hashable {
  /// Index into `Account.sources`.
  public var source: Int
  /// The naming words.
  public var passage: Passage
  /// The office printed with the name («porte-parole du ministère…»).
  public var role: Passage?

  /// A mention of the source at index `source`.
  public init(source: Int, passage: Passage, role: Passage? = nil) {
    self.source = source
    self.passage = passage
    self.role = role
  }
}
