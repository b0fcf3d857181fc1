/// One article with all it reports. Indices between the arrays, no ids, no database.
public struct Account: Sendable {
  /// The article, with its language detected.
  public var article: Article
  /// Who speaks or acts in it.
  public var sources: [Source] = []
  /// Where they are named, in the order of the text.
  public var mentions: [Mention] = []
  /// What they said, in the order of the text.
  public var statements: [Statement] = []
  /// What they do to each other, in the order of the text.
  public var relations: [Relation] = []
  /// The version of the rules of the program that read it; nil when this one did.
  public var rules: String?

  /// An article about which nothing has been read yet.
  public init(of article: Article) { self.article = article }
}
