import Languages
import Syntax
import Testing

@Suite struct `Repairs of a tree` {
  @Test(arguments: [
    ("fr", "Anne Morand a répondu à Paul Rivet (LR), qui l'accuse de mensonge.", "accuse", "Paul"),
    ("fr", "Le Pérou a déçu la commission en critiquant le Kenya.", "Kenya", "critiquant"),
    (
      "fr", "La Finlande dénonce depuis des mois le financement par la Norvège de milices.",
      "financement", "dénonce"
    ),
    ("en", "Finland condemned the funding by Norway of militias.", "Norway", "funding"),
    (
      "fr", "La Norvège, que le Danemark accuse d'espionnage, a rappelé un ambassadeur.",
      "Norvège", "rappelé"
    ),
    (
      "fr", "Il a été remplacé par Anne Rivet, qui était jusqu'ici ministre des Sports.",
      "ministre", "Anne"
    ),
    ("fr", "C'est au Pérou que la Norvège reproche l'échec.", "Pérou", "reproche"),
    ("en", "By criticising Kenya, Peru annoyed the commission.", "Peru", "annoyed"),
    (
      "fr", "En critiquant le Kenya, le Pérou a agacé la commission.", "critiquant", "agacé"
    ),
    ("en", "Lars Holm, the union's president, called on the government.", "Lars", "called"),
    ("en", "Kenya, backed by Norway and armed by Denmark, is advancing.", "backed", "Kenya"),
    ("fr", "Anna Berg, épouse de Lars Holm, dirige la société.", "épouse", "Anna"),
    (
      "fr", "Le chef de l'opposition, Lars Holm, accuse Anna Berg d'avoir menti aux habitants.",
      "chef", "accuse"
    ),
    (
      "fr", "Anna Berg a dit que Lars Holm mentait et a même accusé la société de fraude.",
      "accusé", "dit"
    ),
    ("en", "Talks between Norway and Kenya collapsed.", "Talks", "collapsed"),
  ])
  func `a word depends on what the words around it say`(
    code: String, text: String, word: String, head: String
  ) throws {
    let language = try #require(Language.with(code: code))
    let words = Tokens(of: text, in: language)
    let parser = try #require(Parser(of: language))
    let tree = try #require(parser.tree(of: 0..<words.count, in: words))
    let node = try #require((0..<tree.count).first { words.string(tree.token($0)) == word })
    #expect(tree.head(node) >= 0)
    #expect(words.string(tree.token(max(0, tree.head(node)))) == head)
  }

  @Test func `What belongs to a name is no verb, whatever the tagger says`() throws {
    let words = Tokens(of: "La Norvège, que le Danemark accuse, dément.", in: .french)
    let parser = try #require(Parser(of: .french))
    let isName = { (word: Int) in words[word].isCapital && word > 0 }
    let tree = try #require(
      parser.tree(of: 0..<words.count, in: words, using: Workspace(), isName: isName))
    let names = (0..<tree.count).filter { words[tree.token($0)].isCapital && $0 > 0 }
    #expect(names.count == 2)
    #expect(names.allSatisfy { tree.tag($0) == .properNoun })
  }
}
