import Languages
import Press
import Testing

@testable import Ingestion

@Suite struct `Sources over articles` {
  private func sources(_ text: String, _ language: String) -> [Source] {
    var article = Article(body: text)
    article.declaredLanguage = language
    return Reader().account(of: article).sources
  }

  @Test(arguments: [
    ("Gérald Hagen", "per:gerald hagen"), ("GERALD HAGEN", "per:gerald hagen"),
    ("Jean-Yves Le Dantec", "per:jean yves le dantec"),
    ("Anna K. Lindqvist", "per:anna lindqvist"), ("Anna K Lindqvist", "per:anna lindqvist"),
    // Two initials are somebody else's, and an initial in front says who it is.
    ("Anna K. L. Lindqvist", "per:anna k l lindqvist"), ("A. Lindqvist", "per:a lindqvist"),
    ("A. K. Lindqvist", "per:a k lindqvist"),
    ("Aidan O’Dell", "per:aidan o dell"),
    // Spellings of a name from another script; a given name alone tells nothing.
    ("Annika Poutine", "per:annika putin"), ("Sergueï Zelenskiy", "per:sergei zelensky"),
    ("Zelenskyy", "per:zelensky"), ("Sergueï Holm", "per:serguei holm"),
  ])
  func `accents, case, hyphens and a middle initial make no other person`(
    name: String, key: String
  ) {
    #expect(SourceKey.person(name) == key)
  }

  @Test(arguments: [
    ("The Harbour Watch", "org:harbour watch"), ("Harbour Watch", "org:harbour watch"),
    ("Hôpitaux de Lund", "org:hopitaux de lund"), ("The", "org:the"),
  ])
  func `the article and accents make no other body`(name: String, key: String) {
    #expect(SourceKey.body(name) == key)
  }

  @Test(arguments: [
    ("fr", "Les experts affirment que tout va bien.", "grp:experts", Source.Reach.article),
    ("fr", "Selon Annika Lindqvist, tout va bien.", "per:annika lindqvist", .everywhere),
    ("fr", "Selon M. Lindqvist, tout va bien.", "per:lindqvist", .month),
    ("fr", "Selon la police, tout va bien.", "org:police", .article),
    ("fr", "Selon la Norvège, tout va bien.", "NOR", .everywhere),
    ("fr", "Selon le tribunal de Lund, tout va bien.", "org:tribunal de lund", .everywhere),
    ("en", "The company said that all was well.", "org:company", .article),
    ("en", "Mr Lindqvist said that all was well.", "per:lindqvist", .month),
    ("en", "The Harbour Trust said that all was well.", "org:harbour trust", .everywhere),
  ])
  func `a source reaches as far as its name tells who it is`(
    language: String, text: String, key: String, reach: Source.Reach
  ) {
    let found = sources(text, language)
    #expect(found.map(\.key) == [key])
    #expect(found.first?.reach == reach)
  }

  @Test(arguments: [
    // A full name is a person, with or without a first name that is known.
    ("fr", "Selon Zubin Kvarte, tout va bien.", "per:zubin kvarte"),
    ("en", "Zubin Kvarte said that all was well.", "per:zubin kvarte"),
    // One word is a person with a sign of one only.
    ("fr", "Selon Kvartex, tout va bien.", "org:kvartex"),
    ("fr", "L'Inrava a affirmé que tout allait bien.", "org:inrava"),
    ("fr", "Kvarte, 42 ans, affirme que tout va bien.", "per:kvarte"),
    ("en", "Kvartex said that all was well.", "org:kvartex"),
    ("en", "Kvarte, 42, said that all was well.", "per:kvarte"),
    ("en", "Kvarte, who runs the mill, said that all was well.", "per:kvarte"),
    ("fr", "La vente se tient chez Kvartex. Selon Kvartex, tout va bien.", "org:kvartex"),
    ("en", "A woman at the Children's Project said that all was well.", "org:children s project"),
    ("fr", "Selon le parquet de Kvartes, tout va bien.", "org:parquet de kvartes"),
    ("en", "Kvartex said that all was well. Later Kvartex said more was to come.", "org:kvartex"),
    // Words, marks and capitals that bodies have in their names.
    ("en", "The Lund Chronicle said that all was well.", "org:lund chronicle"),
    ("en", "PortNorden said that all was well.", "org:portnorden"),
    ("en", "Al-Najra Hospital said that all was well.", "org:al najra hospital"),
    (
      "en", "The Norwegian Rowing Federation said that all was well.",
      "org:norwegian rowing federation"
    ),
    ("en", "The Royal College of Oarsmen said that all was well.", "org:royal college of oarsmen"),
    (
      "fr", "Selon la Fédération norvégienne d'aviron, tout va bien.",
      "org:federation norvegienne d aviron"
    ),
    ("fr", "Selon la Cour d'appel de Lund, tout va bien.", "org:cour d appel de lund"),
  ])
  func `persons are told from bodies, and names are whole`(
    language: String, text: String, key: String
  ) {
    #expect(sources(text, language).map(\.key) == [key])
  }

  @Test(arguments: [
    // A title, a calling or a place in front is no part of the name.
    ("en", "Mr Justice Kvarte said that all was well.", "per:kvarte"),
    ("en", "Tanaiste Annika Lindqvist said that all was well.", "per:annika lindqvist"),
    ("en", "Justice Secretary Annika Lindqvist said that all was well.", "per:annika lindqvist"),
    ("en", "Painter Zubin Kvarte said that all was well.", "per:zubin kvarte"),
    ("en", "Oslo-based Kvartex said that all was well.", "org:kvartex"),
    ("fr", "Selon le Dr Zubin Kvarte, tout va bien.", "per:zubin kvarte"),
    ("fr", "Selon la ministre des Armées Annika Lindqvist, tout va bien.", "per:annika lindqvist"),
    (
      "fr", "Selon le procureur de Lund-Malmö Laurent de Kvarte, il neige.", "per:laurent de kvarte"
    ),
    ("fr", "Selon le quotidien conservateur danois Kvarten, tout va bien.", "org:kvarten"),
    // Who is quoted by a single name is somebody; who reports or has an article is a body.
    ("en", "“It is late,” said Kvarte.", "per:kvarte"),
    ("en", "“It is late,” reported Kvarte.", "org:kvarte"),
    ("fr", "« Il neige », a dit Pierre.", "per:pierre"),
    ("fr", "« Il neige », a dit l'Inrava.", "org:inrava"),
    ("en", "Kvarte said he was late.", "per:kvarte"),
    ("en", "Kvarte said it was late.", "org:kvarte"),
    // A place, and a person of whom state and party are named.
    ("en", "San Kvarte said that all was well.", "org:san kvarte"),
    ("en", "The Oregon Democrat said that all was well.", "grp:oregon democrat"),
    // Known in every language.
    ("fr", "Selon S&P, tout va bien.", "org:Standard & Poor's"),
    ("fr", "Selon le Boston Globe, tout va bien.", "org:Boston Globe"),
    // Bodies that begin like a person.
    ("en", "The shipping firm Kvarte & Holm said that all was well.", "org:kvarte & holm"),
    ("en", "The Annika Lindqvist Show said that all was well.", "org:annika lindqvist show"),
    ("en", "The Lund Times said that all was well.", "org:lund times"),
    // Names are whole.
    (
      "en", "The Organisation for Coastal Co-operation and Development said that all was well.",
      "org:organisation for coastal co operation and development"
    ),
    (
      "en", "The Seabird Institute on Coastal Health said that all was well.",
      "org:seabird institute on coastal health"
    ),
    (
      "fr", "Selon l'Institut danois de la mer, de la pêche et des ports, tout va bien.",
      "org:institut danois de la mer de la peche et des ports"
    ),
    ("fr", "Selon la préfecture de l'Aude, tout va bien.", "org:prefecture de l aude"),
    ("fr", "Selon le ministère public, tout va bien.", "org:ministère public"),
    // Persons who act together are a group, those of a state its organ.
    ("fr", "Selon les policiers, tout va bien.", "grp:policiers"),
    ("fr", "Selon les policiers danois, tout va bien.", "org:DNK/police"),
    ("en", "Prosecutors said that all was well.", "grp:prosecutors"),
  ])
  func `who speaks has the right kind and the whole name`(
    language: String, text: String, key: String
  ) {
    var article = Article(body: text)
    article.declaredLanguage = language
    let account = Reader().account(of: article)
    #expect(account.statements.first?.source.map { account.sources[$0].key } == key)
  }

  @Test(arguments: [
    // Another spelling of a surname beside a full name.
    ("Anne Velez est là. Selon Vélez, il neige.", ["Anne Velez"]),
    // Whom several could be: the one of whom the text speaks.
    (
      "Nils Holm est là. Nils Holm a ri. Nils Holm a vu Eva Holm. Selon Holm, il neige.",
      ["Eva Holm", "Nils Holm"]
    ),
  ])
  func `a surname is somebody whom the article names in full`(text: String, names: [String]) {
    var article = Article(body: text)
    article.declaredLanguage = "fr"
    let account = Reader().account(of: article)
    #expect(account.sources.map(\.name).sorted() == names)
    let speaker = account.statements.last?.source.map { account.sources[$0].name }
    #expect(speaker == names.last)
  }

  @Test(arguments: [
    ("Bart De Smet est arrivé. De Smet a souri. Selon De Smet, tout va bien.", "Bart De Smet"),
    ("Merci Nils Holm. Nils Holm est là. Selon Nils Holm, tout va bien.", "Nils Holm"),
    ("Nils Holm. Nils Holm Comment Holm a gagné. Selon Holm, tout va bien.", "Nils Holm"),
  ])
  func `a person is shown under the full name that the article uses most`(
    text: String, name: String
  ) {
    #expect(sources(text, "fr").filter { $0.kind == .person }.map(\.name) == [name])
  }

  @Test(arguments: [
    (
      "fr", "Evidemment, le maire Lars Holm a refusé. « C'est faux », a dit le maire.", "evidemment"
    ),
    ("en", "Disappointingly Holm lost. “It is late,” said Anna Holm.", "disappointingly"),
  ])
  func `the first word of a sentence is no name for its capital`(
    language: String, text: String, word: String
  ) {
    #expect(!sources(text, language).contains { $0.key.contains(word) })
  }

  @Test(arguments: [
    (
      "Le président norvégien Lars Holm est arrivé lundi. Le chef de l'État a déclaré que tout allait bien.",
      "per:lars holm"
    ),
    (
      "Le président de la République, Lars Holm, est arrivé. La cheffe de l'État a déclaré que tout allait bien.",
      "grp:cheffe de l'etat"
    ),
    (
      "Le Premier ministre Lars Holm est arrivé. Le chef du gouvernement a déclaré que tout allait bien.",
      "per:lars holm"
    ),
    (
      "Le président du club, Lars Holm, est arrivé. Le chef de l'État a déclaré que tout allait bien.",
      "grp:chef de l'etat"
    ),
  ])
  func `the head of state is whom the article names as president`(text: String, key: String) {
    var article = Article(body: text)
    article.declaredLanguage = "fr"
    let account = Reader().account(of: article)
    let speaker = account.statements.last?.source.map { account.sources[$0].key }
    #expect(speaker.map { NameKey.fold($0) } == key)
  }

  @Test(arguments: [
    ("fr", "Le sommet se tient à Oslo. La pluie est tombée.", []),
    ("fr", "Oslo accuse Lima de mentir.", ["NOR", "PER"]),
    ("en", "The talks were held in Oslo. It rained.", []),
  ])
  func `a capital is its state only where it acts`(language: String, text: String, keys: [String]) {
    #expect(sources(text, language).map(\.key).sorted() == keys)
  }

  @Test func `an office is no name of its holder, nor authorities of a state`() {
    let found = sources(
      "Family spokesman Lars Holm left. The spokesman said that all was well. Norwegian authorities "
        + "agreed. Authorities said that Norway was ready.", "en")
    let names = found.filter { $0.kind == .person || $0.kind == .state }.flatMap(\.names)
    #expect(!names.contains { $0.text.lowercased().contains("spokesman") })
    #expect(!names.contains { $0.text.lowercased().contains("authorities") })
  }
}
