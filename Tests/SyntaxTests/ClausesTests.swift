import Languages
import Syntax
import Testing

@Suite struct `Clauses of a sentence` {
  /// A sentence with its clauses.
  struct Sentence {
    let words: Tokens
    let clauses: Clauses

    init(_ text: String, _ code: String) throws {
      let language = try #require(Language.with(code: code))
      words = Tokens(of: text, in: language)
      let parser = try #require(Parser(of: language))
      let tree = try #require(parser.tree(of: 0..<words.count, in: words))
      clauses = Clauses(of: tree, in: words)
    }

    func node(_ word: String) throws -> Int {
      try #require((0..<clauses.tree.count).first { name($0) == word })
    }

    func name(_ i: Int) -> String { i < 0 ? "-" : words.string(clauses.tree.token(i)) }
    func names(_ nodes: [Int]) -> String { nodes.map(name).joined(separator: " ") }
    func names(_ obliques: [Clauses.Oblique]) -> String {
      obliques.map { words.string(words.passage($0.preposition)) + "+" + name($0.node) }
        .joined(separator: " ")
    }
  }

  @Test(arguments: [
    ("fr", "Lindqvist a rencontré Hrytsenko.", "rencontré", "Lindqvist", Clauses.Link.own),
    ("fr", "Le projet inquiète Oslo.", "inquiète", "projet", .own),
    ("fr", "L'accord divise les députés.", "divise", "accord", .own),
    (
      "fr", "La ministre, qui avait rencontré Paul à Oslo, est partie.", "rencontré", "ministre",
      .relative
    ),
    ("fr", "Un homme arrêté à Lima a été libéré.", "arrêté", "homme", .relative),
    ("fr", "Lindqvist a rencontré Hrytsenko et signé un accord.", "signé", "Lindqvist", .shared),
    ("fr", "Le président veut quitter l'alliance.", "quitter", "président", .control),
    ("fr", "Lindqvist a accusé Hrytsenko d'avoir menti.", "menti", "Hrytsenko", .control),
    (
      "fr", "La décision d'Oslo de bombarder Lima inquiète les voisins.", "bombarder", "Oslo",
      .holder
    ),
    ("en", "Lindqvist met Hrytsenko.", "met", "Lindqvist", .own),
    ("en", "Lindqvist met Hrytsenko and signed a deal.", "signed", "Lindqvist", .shared),
    ("en", "The president wants to leave the alliance.", "leave", "president", .control),
    ("en", "Lindqvist urged Hrytsenko to resign.", "resign", "Hrytsenko", .control),
    ("en", "Lindqvist accused Hrytsenko of lying.", "lying", "Hrytsenko", .control),
  ])
  func `whoever acts is found`(
    code: String, text: String, verb: String, expected: String, link: Clauses.Link
  ) throws {
    let sentence = try Sentence(text, code)
    let subject = try sentence.clauses.subject(of: sentence.node(verb))
    let found = try #require(subject)
    #expect(sentence.name(found.node) == expected)
    #expect(found.link == link)
  }

  @Test(arguments: [
    ("fr", "Lindqvist a signé l'accord.", "signé", "finite past actual affirmed active"),
    ("fr", "Lindqvist n'a pas signé l'accord.", "signé", "finite past actual denied active"),
    ("fr", "Lindqvist n'a signé que l'accord.", "signé", "finite past actual affirmed active"),
    (
      "fr", "Oslo pourrait imposer des sanctions.", "pourrait",
      "finite conditional possible affirmed active"
    ),
    (
      "fr", "Hrytsenko a été arrêté par la police.", "arrêté", "finite past actual affirmed passive"
    ),
    ("fr", "Hrytsenko sera jugé à Lima.", "jugé", "finite future future affirmed passive"),
    (
      "fr", "Lindqvist refuse de signer le traité.", "signer",
      "infinitive none actual denied active"
    ),
    (
      "fr", "Le président veut quitter l'alliance.", "quitter",
      "infinitive none wanted affirmed active"
    ),
    ("en", "The mayor did not sign the deal.", "sign", "finite past actual denied active"),
    (
      "en", "Hrytsenko was arrested by the police.", "arrested",
      "finite past actual affirmed passive"
    ),
    ("en", "The mayor will sign the deal.", "sign", "finite future future affirmed active"),
    ("en", "Lindqvist refused to sign the treaty.", "sign", "infinitive none actual denied active"),
  ])
  func `a verb group tells form, tense, reality, negation and voice`(
    code: String, text: String, verb: String, expected: String
  ) throws {
    let sentence = try Sentence(text, code)
    let node = try sentence.node(verb)
    let verbGroup = sentence.clauses.verb(node)
    let group = try #require(verbGroup)
    let standing = sentence.clauses.context(of: node)
    let told =
      "\(group.form) \(group.tense) \(standing.modality) "
      + "\(standing.isAffirmed ? "affirmed" : "denied") \(group.isPassive ? "passive" : "active")"
    #expect(told == expected)
  }

  @Test(arguments: [
    ("fr", "Lindqvist a parlé à Hrytsenko.", "parlé", "", "à+Hrytsenko", ""),
    ("fr", "Hrytsenko a été arrêté par la police de Lima.", "arrêté", "", "par+police", "police"),
    ("fr", "La ministre dénonce et condamne le projet.", "dénonce", "projet", "", ""),
    ("en", "Norway supplied weapons to Lima.", "supplied", "weapons", "to+Lima", ""),
    ("en", "Hrytsenko was arrested by the police.", "arrested", "", "by+police", "police"),
    ("en", "The mayor criticised and condemned the plan.", "criticised", "plan", "", ""),
  ])
  func `objects, obliques and agents are told with their prepositions`(
    code: String, text: String, verb: String, objects: String, obliques: String, agents: String
  ) throws {
    let sentence = try Sentence(text, code)
    let node = try sentence.node(verb)
    #expect(sentence.names(sentence.clauses.objects(of: node)) == objects)
    #expect(sentence.names(sentence.clauses.obliques(of: node)) == obliques)
    #expect(sentence.names(sentence.clauses.agents(of: node)) == agents)
  }

  @Test(arguments: [
    ("fr", "Le maire de Lima soutient son voisin.", "maire", "Lima"),
    ("fr", "Le maire de Lima soutient son voisin.", "voisin", "son"),
    ("en", "Norway's minister met the mayor of Lima.", "minister", "Norway"),
    ("en", "Norway's minister met the mayor of Lima.", "mayor", "Lima"),
  ])
  func `a noun tells its owner`(code: String, text: String, noun: String, owner: String) throws {
    let sentence = try Sentence(text, code)
    #expect(try sentence.names(sentence.clauses.owners(of: sentence.node(noun))) == owner)
  }

  @Test func `relative pronouns and complements`() throws {
    let french = try Sentence("Lindqvist dit que Lea, Paul et Marie « partent » demain.", "fr")
    let clauses = french.clauses
    #expect(try french.names(clauses.complements(of: french.node("dit"))) == "partent")
    let relative = try Sentence("Le maire, qui avait signé l'accord, est parti.", "fr")
    #expect(try relative.name(relative.clauses.antecedent(of: relative.node("qui"))) == "maire")
    #expect(
      try relative.names(relative.clauses.relatives(of: relative.node("maire"))) == "signé")
    #expect(
      try relative.name(relative.clauses.finitePredicate(above: relative.node("accord"))) == "signé"
    )
  }
}
