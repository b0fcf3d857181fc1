import Languages
import Press

/// Reads articles: detects the language, then finds who says and does what.
public struct Reader: Sendable {
  /// A reader for every language that `Languages` knows.
  public init() {}

  /// Everything that the article reports.
  ///
  /// An article in a language that is not read comes back with its language and nothing else.
  public func account(of article: Article) -> Account { evidence(of: article).account }

  /// The same, and what speaks for and against each relation, parallel to its relations.
  package func evidence(
    of article: Article, least: Double = RelationConfidence.least
  ) -> (account: Account, evidence: [[String]]) {
    var article = article
    article.language = Self.detected(in: article)
    var account = Account(of: article)
    guard let language = Self.language(of: article) else { return (account, []) }
    var words = Tokens(of: article.body, in: language)
    let sentences = Sentences(of: &words)
    var names = Names(in: words, sentences: sentences)
    account.statements = Self.statements(in: words, sentences: sentences, names: names)
    names.takeSpeakersForPersons(account.statements, in: words)
    account.statements = TimesOfSaying.dated(
      account.statements, in: words, sentences: sentences, published: article.published)
    account.statements = SpeakerNames.named(account.statements, in: words, names: names)
    let relations = Relations(
      in: words, sentences: sentences, names: names, statements: account.statements,
      published: article.published, least: least)
    account.adopt(names, relations.list, in: words)
    return (account, relations.evidence)
  }

  /// Every statement in the order of the text, its source an index into `names.sources`; none in a
  /// language that no engine reads.
  static func statements(in words: Tokens, sentences: Sentences, names: Names) -> [Statement] {
    switch words.language.code {
    case "en": EnglishStatements.list(in: words, sentences: sentences, names: names)
    case "fr": FrenchStatements.list(in: words, sentences: sentences, names: names)
    default: []
    }
  }

  /// Shorter texts do not overrule the language that their dump declares, in bytes.
  ///
  /// «La présidente a nommé Diego Salas ministre de la Santé» has short words of Spanish and
  /// Portuguese only.
  private static let reach = 240

  /// The language of the text; of a short one that which its dump declares.
  static func detected(in article: Article) -> String {
    if article.body.utf8.count < reach,
      let declared = article.declaredLanguage.map(Language.primary(ofTag:)),
      (2...3).contains(declared.utf8.count), declared != "und"
    {
      return declared
    }
    return LanguageGuess.shared.language(of: article.body)
  }

  /// The language in which an article is read: the detected one, else the declared one when there
  /// is too little text to tell; nil when it is not one of ours.
  static func language(of article: Article) -> Language? {
    if article.body.utf8.count < reach,
      let declared = article.declaredLanguage.flatMap(Language.with(code:))
    {
      return declared
    }
    guard let detected = article.language, detected != "und" else {
      return article.declaredLanguage.flatMap(Language.with(code:))
    }
    return Language.with(code: detected)
  }
}

extension Account {
  /// Takes over who is named and what they do; groups that nobody needs are left out.
  mutating func adopt(_ names: Names, _ relations: [Relation], in words: Tokens) {
    var used: Set<Int> = []
    for relation in relations {
      used.formUnion([relation.subject.source, relation.object.source])
      if let source = relation.assertedBy { used.insert(source) }
    }
    for statement in statements { if let source = statement.source { used.insert(source) } }
    let places: [Int]
    (sources, mentions, places) = names.compacted(in: words, using: used)
    self.relations = relations.map {
      var relation = $0
      relation.subject.source = places[relation.subject.source]
      relation.object.source = places[relation.object.source]
      relation.assertedBy = relation.assertedBy.map { places[$0] }
      return relation
    }
    for i in statements.indices { statements[i].source = statements[i].source.map { places[$0] } }
  }
}
