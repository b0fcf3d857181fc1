import Press
import Testing

@testable import Dumps

/// Several articles in one text, however they stand apart.
@Suite struct `Collections of articles` {
  static let first =
    "Le pont de Lestrange fermera lundi, a dit la maire, Odile Lindqvist, au conseil."
  static let second =
    "Le port de Lima rouvrira mardi, a promis le ministre, Nils Hrytsenko, aux pêcheurs."

  /// Each row: the name of the file, its text, and title, outlet and day of every article.
  @Test(arguments: [
    (
      "a.txt",
      "Le pont\nLe Phare, 9 mai 2023\n\n\(first)\n\n==========\n\nLe port\nLa Rive, 10 mai 2023\n\n\(second)",
      "Le pont, Le Phare, 2023-05-09 | Le port, La Rive, 2023-05-10"
    ),
    (
      "a.txt",
      "### Le pont\nLe Phare | 09.05.2023 | p. 4\n\(first)\n\n### Le port\nLa Rive | 10.05.2023 | p. 2\n\(second)",
      "Le pont, Le Phare, 2023-05-09 | Le port, La Rive, 2023-05-10"
    ),
    (
      "a.txt",
      "[1]\nLe pont\nLe Phare – 9 mai 2023\n\(first)\n\n[2]\nLe port\nLa Rive – 10 mai 2023\n\(second)",
      "Le pont, Le Phare, 2023-05-09 | Le port, La Rive, 2023-05-10"
    ),
    (
      "a.txt",
      "Le Phare\nTransports, mardi 9 mai 2023, p. 4\n\nLe pont\n\nAnne Lund\n\n\(first)\n\n© 2023 Le Phare. Tous droits réservés.\nNuméro de document : news·20230509·PHA·001\n\n\nLa Rive\nÉconomie, mercredi 10 mai 2023\n\nLe port\n\n\(second)\n\n© 2023 La Rive. Tous droits réservés.\nNuméro de document : news·20230510·RIV·002\n",
      "Le pont, Le Phare, 2023-05-09 | Le port, La Rive, 2023-05-10"
    ),
    (
      "a.txt",
      "---\ntitle: Le pont\ndate: 2023-05-09\nsource: Le Phare\n---\n\(first)\n\n---\ntitle: Le port\ndate: 2023-05-10\nsource: La Rive\n---\n\(second)\n",
      "Le pont, Le Phare, 2023-05-09 | Le port, La Rive, 2023-05-10"
    ),
    (
      "a.md",
      "# Le pont\n\n*Le Phare, 9 mai 2023*\n\n\(first)\n\n# Le port\n\n*La Rive, 10 mai 2023*\n\n\(second)\n",
      "Le pont, Le Phare, 2023-05-09 | Le port, La Rive, 2023-05-10"
    ),
    (
      "a.md",
      "# Revue\n\n## Le pont\n\n**Source** : Le Phare  \n**Date** : 9 mai 2023\n\n\(first)\n\n## Le port\n\n**Source** : La Rive  \n**Date** : 10 mai 2023\n\n\(second)\n",
      "Le pont, Le Phare, 2023-05-09 | Le port, La Rive, 2023-05-10"
    ),
    (
      "a.md",
      "{\n \"title\": \"Le pont\",\n \"date\": \"2023-05-09\",\n \"source\": \"Le Phare\"\n}\n\n\(first)\n",
      "Le pont, Le Phare, 2023-05-09"
    ),
    (
      "a.txt",
      "Article 1\nLe pont\nSource : Le Phare\nDate : 9 mai 2023\n\(first)\nArticle 2\nLe port\nSource : La Rive\nDate : 10 mai 2023\n\(second)\n",
      "Le pont, Le Phare, 2023-05-09 | Le port, La Rive, 2023-05-10"
    ),
    (
      "a.txt",
      "1) Le pont\nLe Phare du 9 mai 2023\n\n\(first)\n\n2) Le port\nLa Rive du 10 mai 2023\n\n\(second)\n",
      "Le pont, Le Phare, 2023-05-09 | Le port, La Rive, 2023-05-10"
    ),
    (
      "a.txt",
      "Le pont\nLe Phare - 9 mai 2023\n\(first)\n\n————————\n\nLe port\nLa Rive - 10 mai 2023\n\(second)\n\n————————\n",
      "Le pont, Le Phare, 2023-05-09 | Le port, La Rive, 2023-05-10"
    ),
    (
      "a.txt", "2023-05-09 - Le pont\n\(first)\n\n2023-05-10 - Le port\n\(second)\n",
      "Le pont, -, 2023-05-09 | Le port, -, 2023-05-10"
    ),
    (
      "a.txt",
      "1. Le pont\n\nLe Phare, mardi 9 mai 2023, p. 23, 853w.\n\n\(first)\n\n\n2. Le port\n\nLa Rive, mercredi 10 mai 2023, p. 13, 78w.\n\n\(second)\n",
      "Le pont, Le Phare, 2023-05-09 | Le port, La Rive, 2023-05-10"
    ),
    (
      "a.txt",
      "\"Le Phare\" vom 09.05.2023 Seite: 23\nRessort: Lokales\nLe pont\n\(first)\n\n\"La Rive\" vom 10.05.2023 Seite: 4\nRessort: Politik\nLe port\n\(second)\n",
      "Le pont, Le Phare, 2023-05-09 | Le port, La Rive, 2023-05-10"
    ),
    (
      "a.txt",
      "\"Le Phare\" vom 09.05.2023 Seite: 23\n\nLe pont\n\n\(first)\n\n__________\n\n\"La Rive\" vom 10.05.2023\n\nLe port\n\n\(second)\n\n__________\n",
      "Le pont, Le Phare, 2023-05-09 | Le port, La Rive, 2023-05-10"
    ),
    (
      "a.html",
      "<html><body><table><tr><th>Titre</th><th>Date</th><th>Journal</th><th>Texte</th></tr><tr><td>Le pont</td><td>09/05/2023</td><td>Le Phare</td><td><p>\(first)</p></td></tr><tr><td>Le port</td><td>13/05/2023</td><td>La Rive</td><td>\(second)</td></tr></table></body></html>",
      "Le pont, Le Phare, 2023-05-09 | Le port, La Rive, 2023-05-13"
    ),
    (
      "a.md",
      "| Titre | Date | Journal | Texte |\n|---|:-:|---|---|\n| Le pont | 2023-05-09 | Le Phare | \(first) |\n| Le port | 2023-05-10 | La Rive | \(second) |\n",
      "Le pont, Le Phare, 2023-05-09 | Le port, La Rive, 2023-05-10"
    ),
    (
      "a.csv",
      "title^date^source^text\nLe pont^2023-05-09^Le Phare^\(first)\nLe port^2023-05-10^La Rive^\(second)\n",
      "Le pont, Le Phare, 2023-05-09 | Le port, La Rive, 2023-05-10"
    ),
  ])
  func `are told apart, with their outlets and days`(
    name: String, text: String, wanted: String
  ) throws {
    let got = try Reading(text, name: name)
    let parts = got.articles.map {
      "\($0.title ?? "-"), \($0.outlet ?? "-"), \($0.published?.iso ?? "-")"
    }
    #expect(parts.joined(separator: " | ") == wanted, "\(got.warnings) \(got.errors)")
    let bodies = [Self.first, Self.second].prefix(got.articles.count)
    #expect(got.articles.map { $0.body.trimmed } == Array(bodies))
  }

  /// Each row: a text that is one article.
  @Test(arguments: [
    "Le pont\n\n\(first)\n\nSources\n\nLe Phare, 9 mai 2023\nLa Rive, 10 mai 2023\nLe Nord, 11 mai 2023\n",
    "Le pont\n\n\(first)\n\nIl est né le 3 mai 1950\n\n\(second)\n",
    "# Le pont\n\n\(first)\n\n## Hier\n\n\(second)\n\n## Demain\n\n\(first)\n",
  ])
  func `are no days in one article`(text: String) throws {
    let got = try Reading(text, name: text.hasPrefix("#") ? "a.md" : "a.txt")
    #expect(got.articles.count == 1)
    #expect(got.warnings.isEmpty, "\(got.warnings)")
  }

  @Test func `that cannot be told apart are one with a warning`() throws {
    let text =
      "Le pont ferme.\nLe Phare, 9 mai 2023\n\n\(Self.first)\n\nLe port ouvre.\nLa Rive, 10 mai 2023\n\n\(Self.second)\n\nFin.\n"
    let got = try Reading(text, name: "a.txt")
    #expect(got.articles.count == 1)
    #expect(got.warnings.contains { $0.contains("is it several articles?") }, "\(got.warnings)")
  }
}
