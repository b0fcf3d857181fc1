import Foundation
import Languages
import Press
import Testing

@testable import Ingestion

/// Kinds of attribution that articles of the press hold and our own did not.
@Suite struct `Statements of kinds first met in the press` {
  /// The contents of a text, as «speaker: content».
  private func said(_ text: String, _ language: Language = .french) -> [String] {
    var words = Tokens(of: text, in: language)
    let sentences = Sentences(of: &words)
    let names = Names(in: words, sentences: sentences)
    return Reader.statements(in: words, sentences: sentences, names: names).map {
      let speaker = $0.speaker.map { words.string($0) } ?? "–"
      return "\(speaker): \(trimmed(words.string($0.content)))"
    }
  }

  private func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let last = text.last, " .,?!\"»”\u{A0}".contains(last) { text.removeLast() }
    while let first = text.first, " \"«“\u{A0}".contains(first) { text.removeFirst() }
    return String(text)
  }

  /// A text of `kinds.txt` with what is said in it.
  struct Kind: CustomTestStringConvertible {
    var name: String
    var line: Int
    var text: String
    var wanted: [String] = []
    var testDescription: String { "kinds.txt:\(line) \(name)" }
  }

  static let kinds: [Kind] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "kinds.txt")
    var kinds: [Kind] = []
    var name = ""
    let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(
      separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in (lines ?? []).enumerated() where !line.isEmpty && !line.hasPrefix("# ") {
      if line.hasPrefix("## ") {
        name = String(line.dropFirst(3))
      } else if line.hasPrefix("= ") {
        kinds[kinds.count - 1].wanted.append(String(line.dropFirst(2)))
      } else {
        let text = String(line).replacing("¶", with: "\n")
        kinds.append(Kind(name: name, line: index + 1, text: text))
      }
    }
    return kinds
  }()

  @Test(arguments: kinds)
  func `each kind of attribution is read`(_ kind: Kind) throws {
    let language = try #require(Language.with(code: String(kind.name.prefix(2))))
    let found = said(kind.text, language).map { $0.replacing("\n", with: " ") }
    #expect(found == kind.wanted, "kinds.txt:\(kind.line)")
  }

  @Test(arguments: [
    (
      "\"C'est dommage que \"Belle Vie\" s'arrête, je me suis attachée aux acteurs\", confie Jacqueline.",
      ["Jacqueline: C'est dommage que \"Belle Vie\" s'arrête, je me suis attachée aux acteurs"]
    ),
    (
      "\"J'ai commencé avec ma fille. Un soir elle m'a dit : \"papa, on lit vingt minutes\", confie-t-il.",
      ["il: J'ai commencé avec ma fille. Un soir elle m'a dit : \"papa, on lit vingt minutes"]
    ),
    (
      "\"Les tests seront faits chaque semaine\", a dit Anna Lindqvist, la directrice.\n\n\"Il faut comprendre que cela coûte cher.\n\n\"Nous n'avons pas pu payer\", a-t-elle ajouté.",
      [
        "Anna Lindqvist, la directrice: Les tests seront faits chaque semaine",
        "Anna Lindqvist, la directrice: Il faut comprendre que cela coûte cher",
        "elle: Nous n'avons pas pu payer",
      ]
    ),
    (
      "« Il y avait un jeune homme avec un projet » dont « le jury est tombé amoureux », rapporte ce dernier.",
      [
        "ce dernier: Il y avait un jeune homme avec un projet",
        "ce dernier: le jury est tombé amoureux",
      ]
    ),
    (
      "Le bâtiment a des murs, il sent le renfermé, mais « ce n'est pas une prison », prévient la directrice.",
      ["la directrice: ce n'est pas une prison"]
    ),
    (
      "« C'est un lieu pour tous, explique la professeure adjointe en sciences de la mer à l'Université d'Oslo, Anna Lindqvist. On veut y croire. »",
      [
        "la professeure adjointe en sciences de la mer à l'Université d'Oslo, Anna Lindqvist: C'est un lieu pour tous, explique la professeure adjointe en sciences de la mer à l'Université d'Oslo, Anna Lindqvist. On veut y croire"
      ]
    ),
  ])
  func `quotation marks are paired as a whole`(text: String, wanted: [String]) {
    #expect(said(text) == wanted)
  }

  @Test(arguments: [
    (
      "Les policiers patrouillent. Des armes artisanales sont, selon eux, souvent saisies.",
      ["eux: Des armes artisanales sont, selon eux, souvent saisies"]
    ),
    (
      "Mais il semblerait, selon le quotidien régional, que des désaccords aient pesé.",
      [
        "le quotidien régional: Mais il semblerait, selon le quotidien régional, que des désaccords aient pesé"
      ]
    ),
    (
      "Le jugement sera rendu lundi, mais la peine est trop légère, selon le père de la victime.",
      ["le père de la victime: la peine est trop légère"]
    ),
    ("Une émission qui, selon toute vraisemblance, n'a jamais été diffusée.", []),
    ("Le restaurant qui, selon les mesures en vigueur, devrait fermer, est plein.", []),
    (
      "Comme le rappelle l'agence Zeta, la gare a été fermée en mai.",
      ["l'agence Zeta: la gare a été fermée en mai"]
    ),
    ("À ses yeux, le projet est mort.", ["ses: le projet est mort"]),
  ])
  func `hosts end where their clause does`(text: String, wanted: [String]) {
    #expect(said(text) == wanted)
  }

  @Test(arguments: [
    (
      "S'il affirme que « le port est plein », le maire rappelle que la mer est basse.",
      ["il: le port est plein", "le maire: la mer est basse"]
    ),
    (
      "Certains expliquaient avoir fui la misère, d'autres avançaient des motifs personnels.",
      ["Certains: avoir fui la misère"]
    ),
    (
      "Le parquet de Lille a annoncé soupçonner vingt personnes, dont deux chefs, d'avoir fui.",
      ["Le parquet de Lille: soupçonner vingt personnes, dont deux chefs, d'avoir fui"]
    ),
    (
      "Le club a annoncé avoir vendu le stade, dans un communiqué publié mardi.",
      ["Le club: avoir vendu le stade"]
    ),
    (
      "Le ministre a confirmé au maire «que les renforts» à Brest seront «maintenus».",
      ["Le ministre: les renforts» à Brest seront «maintenus"]
    ),
    (
      "Il dénonce les « erreurs » des agents, qui ont agi dans un « véhicule usé ».",
      ["Il: les « erreurs » des agents, qui ont agi dans un « véhicule usé"]
    ),
    (
      "Lors de sa visite, Nils Berg a, tout d'abord souligné, que la loi sera \"plus ferme\".",
      ["Nils Berg: la loi sera \"plus ferme"]
    ),
    (
      "Ce qui fait dire à Anna Lindqvist que « le code est flou et qu'on a peu de règles ».",
      ["Anna Lindqvist: le code est flou et qu'on a peu de règles"]
    ),
    (
      "Le Courrier du Nord confirme la nouvelle. Et raconte en outre que Nils Berg avait été averti.",
      ["Le Courrier du Nord: Nils Berg avait été averti"]
    ),
  ])
  func `clauses, objects and speakers`(text: String, wanted: [String]) {
    #expect(said(text) == wanted)
  }

  @Test(arguments: [
    "Les algorithmes incitent les créateurs à partager des contenus violents.",
    "Les joueuses ont protesté après que le but a été accordé par l'arbitre.",
    "Mais faire croire à l'opinion que des solutions simples existent revient à la tromper.",
    "Le gouvernement devrait parler vrai en rappelant que ces questions sont complexes.",
    "M. Berg se propose d'adresser une nouvelle note aux ambassadeurs.",
    "Il y a peu, Anna Roy, numéro deux du groupe, a annoncé un investissement de dix millions.",
    "Anna Morel, la patronne de Zeta, a récemment estimé à deux millions le nombre d'abonnés.",
    "Cette situation promet de faire école.",
    "La ministre lance l'opération « Nuit claire ».",
  ])
  func `nobody says it`(text: String) {
    #expect(said(text) == [])
  }

  @Test(arguments: [
    (
      "« On ne lâchera rien » : les salariés de Zeta défilent à Lille\n\nLe cortège est parti à midi.",
      ["les salariés de Zeta: On ne lâchera rien"]
    ),
    (
      "École : \"On ne fermera aucune classe\"\n\nLa rentrée se prépare. \"On ne fermera aucune classe\", a promis Nils Berg.",
      [
        "Nils Berg: On ne fermera aucune classe", "Nils Berg: On ne fermera aucune classe",
      ]
    ),
    (
      "Lindqvist a choisi des verres anciens : \"J'aime leur forme. Elle me rappelle mon enfance.\"",
      ["Lindqvist: J'aime leur forme. Elle me rappelle mon enfance"]
    ),
    (
      "« La gare fermera en mai », titre l'agence Zeta.",
      ["l'agence Zeta: La gare fermera en mai"]
    ),
  ])
  func `quotations without a verb of saying`(text: String, wanted: [String]) {
    #expect(said(text) == wanted)
  }

  @Test(arguments: [
    (
      "fr",
      "Le Quotidien : Un mot sur la crise ?\n\nNils Berg : Je suis heureux qu'elle soit finie.\n\n- Pensez-vous que tout soit réglé ?\n\n- Non, il reste beaucoup à faire.",
      [
        "Nils Berg: Je suis heureux qu'elle soit finie",
        "Nils Berg: Non, il reste beaucoup à faire",
      ]
    ),
    (
      "fr",
      "Anna Lindqvist dirige le port d'Oslo.\n\nAnna Lindqvist, comment allez-vous ?\n\nJe vais bien. Nous avons eu un long hiver.\n\nVotre sœur dit que vous partez.\n\nElle se trompe.\n\nQuand rouvrirez-vous le quai ?\n\nEn mai, je crois.\n\nEt les bateaux ?\n\nNous en avons trois.\n\nPropos recueillis par Ivan Hrytsenko",
      [
        "Anna Lindqvist: Je vais bien. Nous avons eu un long hiver",
        "Votre sœur: vous partez",
        "Anna Lindqvist: Elle se trompe", "Anna Lindqvist: En mai, je crois",
        "Anna Lindqvist: Nous en avons trois",
      ]
    ),
    ("fr", "Pourquoi la mer monte-t-elle ?\n\nLa glace fond.\n\nQue faire ?\n\nDes digues.", []),
  ])
  func `each answer of an interview is one statement`(
    code: String, text: String, wanted: [String]
  ) throws {
    #expect(said(text, try #require(Language.with(code: code))) == wanted)
  }
}
