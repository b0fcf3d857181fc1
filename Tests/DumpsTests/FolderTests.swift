import Foundation
import Press
import Testing

@testable import Dumps

@Suite struct `Folders of articles` {
  /// Writes files into a folder, reads it, and takes it away again.
  static func reading(
    _ files: [String: String], paths: [String] = [""], options: DumpOptions = DumpOptions()
  ) throws -> Reading {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "dossier-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try Reading(paths: paths.map { folder.appending(path: $0).path }, options: options)
  }

  @Test(arguments: [",", ";", "\t"])
  func `the table metadata.csv is joined to the files that it names`(sign: String) throws {
    let rows = [
      ["id", "titre", "journal", "date", "rubrique", "corpus"],
      ["digue-1", "Le \"pont\" ferme", "France 24", "2021-03-04", "Ville", "ports"],
      ["digue-2", "", "Europe 1", "mars 2021", "", "ports"],
      ["digue-9", "Sans fichier", "", "", "", ""],
    ]
    let table = rows.map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: sign)
    }.joined(separator: "\n")
    let got = try Self.reading([
      "corpus/metadata.csv": table + "\n",
      "corpus/digue-1.xml": "<text lang='fr'><p>Le pont ferme lundi.</p></text>",
      "corpus/digue-2.txt": "Le bac revient demain à Carvel.\n",
      "corpus/autre.txt": "Rien n’est dit de ce texte.\n",
      "elsewhere/digue-1.txt": "Un autre dossier n’est pas nommé.\n",
    ])
    #expect(got.errors.isEmpty && got.rejects.isEmpty, "\(got.errors) \(got.rejects)")
    #expect(got.articles.count == 4)
    func article(_ start: String) throws -> Article {
      try #require(got.articles.first { $0.body.hasPrefix(start) }, "\(start)")
    }
    let first = try article("Le pont")
    #expect(first.title == "Le \"pont\" ferme" && first.outlet == "France 24")
    #expect(first.published?.iso == "2021-03-04" && first.section == "Ville")
    #expect(first.declaredLanguage == "fr" && first.kept("corpus") == .text("ports"))
    #expect(first.externalID == "digue-1")
    let second = try article("Le bac")
    #expect(second.title == nil && second.outlet == "Europe 1")
    #expect(second.published?.iso == "2021-03")
    for start in ["Rien", "Un autre"] {
      let other = try article(start)
      #expect(other.outlet == nil && other.published == nil && other.externalID == nil)
    }
    #expect(got.warnings.contains { $0.contains("3 files beside it") })
    #expect(got.files.contains { $0.format == "txm-metadata" && $0.sha256.count == 64 })
  }

  @Test func `what is said beside a text is counted like what it says itself`() throws {
    let got = try Self.reading([
      "metadata.csv": "id,titre,date\nport,Le port,2023-02-31\ndigue,La digue,2023-02-05\n",
      "port.txt": "Le port ferme ce soir.", "quai.txt": "Le quai ferme aussi.",
      "quai.json": "{\"title\": \"Le quai\", \"date\": \"31/06/2022\"}",
    ])
    #expect(got.articles.map(\.title) == ["Le port", "Le quai"])
    for date in ["2023-02-31", "31/06/2022"] {
      #expect(got.warnings.contains { $0.contains("not understood: «\(date)»") }, "\(got.warnings)")
    }
    #expect(got.warnings.contains { $0.contains("2 files beside it, 1 of which") })
  }

  @Test(
    arguments: [
      (["02/25/2024", "03/02/2024", "12/30/2023"], "2024-03-02", nil),
      (["25/02/2024", "03/02/2024", "30/12/2023"], "2024-02-03", nil),
      (["25/02/2024", "03/02/2024", "12/30/2023"], "2024-02-03", "both orders"),
      (["04/04/2024", "03/02/2024", "2023-12-30"], "2024-02-03", "can be read in two ways"),
    ] as [([String], String, String?)])
  func `the dates of a table beside texts settle which number is the day`(
    dates: [String], day: String, warning: String?
  ) throws {
    let rows = zip(["a", "b", "c"], dates).map { "\($0),Texte \($0),\($1)\n" }.joined()
    let got = try Self.reading([
      "metadata.csv": "id,titre,date\n" + rows, "a.txt": "Le port ferme.",
      "b.txt": "Le quai ferme.",
      "c.txt": "Le bac ferme.",
    ])
    #expect(got.articles.first { $0.title == "Texte b" }?.published?.iso == day)
    let told = got.warnings.filter { $0.contains("03/02/2024") || $0.contains("both orders") }
    #expect(
      warning.map { words in told.contains { $0.contains(words) } } ?? told.isEmpty, "\(told)")
  }

  @Test func `a table with texts of its own is a table, whatever its name`() throws {
    let got = try Self.reading([
      "metadata.csv": "id,titre,texte\na,Le port,Le port ferme ce soir.\n", "a.txt": "Un texte.",
    ])
    #expect(got.articles.map(\.title).contains("Le port") && got.articles.count == 2)
  }

  @Test func `a note about the folder is no article, unless it is named or has a header`() throws {
    let files = [
      "README.md": "# Corpus\n\nArticles of 2021.\n", "LICENSE": "Free to use.\n",
      "lisez-moi.txt": "Date : 9 mars 2021\nSource : La Digue\n\nUn texte.\n",
      "a.txt": "Un texte.\n",
      "readme-first.txt": "Lire d’abord, dit le maire.\n",
    ]
    let got = try Self.reading(files)
    #expect(got.articles.count == 3, "\(got.articles.map(\.body))")
    #expect(got.warnings.count { $0.contains("passed over") } == 2)
    let named = try Self.reading(files, paths: ["README.md"])
    #expect(named.articles.count == 1 && named.warnings.isEmpty)
  }
}
