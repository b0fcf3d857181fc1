import Foundation
import Press
import Testing

@testable import Dumps

/// What files beside texts say of them, in folders and in archives.
@Suite struct `Files beside texts` {
  private static let lead =
    "Le port de Lima rouvrira lundi matin, a dit la maire, Odile Lindqvist, devant le conseil."
  private static let rest =
    "« Nous avons attendu deux ans », a-t-elle ajouté, et Taras Hrytsenko a promis un bateau."

  /// Each row: the files, and title, outlet and day of the two articles.
  static let folders: [(files: [(String, String)], wanted: [String])] = [
    (
      [
        ("in/a.txt", lead), ("in/a.json", #"{"title":"A","source":"La Rive","date":"2021-03-17"}"#),
        ("in/b.txt", rest), ("in/b.json", #"{"title":"B","date":"2021-03-19"}"#),
      ], ["A | La Rive | 2021-03-17", "B | - | 2021-03-19"]
    ),
    (
      [
        ("b.meta.yaml", "title: B\ndate: 2021-03-19\n"), ("b.md", rest),
        ("a_meta.json", #"{"titre":"A","journal":"La Rive"}"#), ("a.txt", lead),
      ], ["A | La Rive | -", "B | - | 2021-03-19"]
    ),
    (
      [
        ("in/metadata.csv", "id,titre,journal,date\na,A,La Rive,17/03/2021\nb,B,L'Ancre,\n"),
        ("in/texts/a.txt", lead), ("in/texts/b.txt", rest),
      ], ["A | La Rive | 2021-03-17", "B | L'Ancre | -"]
    ),
  ]

  @Test(arguments: folders.indices, [Packing.Kind?.none, .zip, .tar, .tarGz, .sevenZip])
  func `are joined to them in folders and in archives`(row: Int, kind: Packing.Kind?) throws {
    let (files, wanted) = Self.folders[row]
    let got: Reading
    if let kind {
      let entries = files.map { (name: $0.0, bytes: Array($0.1.utf8)) }
      got = try Reading(Packing.pack(entries, as: kind), name: "a." + kind.rawValue)
    } else {
      let folder = try Folders.make(files)
      defer { Folders.remove(folder) }
      got = try Reading(paths: [folder])
    }
    let said = got.articles.map {
      "\($0.title ?? "-") | \($0.outlet ?? "-") | \($0.published?.iso ?? "-")"
    }
    #expect(said.sorted() == wanted, "\(got.rejects) \(got.errors)")
    #expect(got.rejects.isEmpty)
  }

  @Test func `show by all their dates how numbers are meant, and say when nothing tells`() throws {
    func side(_ date: String) -> String { #"{"title":"A","date":"\#(date)"}"# }
    let doubtful = try Folders.make([("a.txt", Self.lead), ("a.json", side("03/04/2021"))])
    defer { Folders.remove(doubtful) }
    let one = try Reading(paths: [doubtful])
    #expect(one.articles.first?.published?.iso == "2021-04-03")
    #expect(one.warnings.filter { $0.contains("can be read in two ways") }.count == 1)
    let told = try Folders.make([
      ("a.txt", Self.lead), ("a.json", side("03/04/2021")), ("b.txt", Self.rest),
      ("b.json", side("03/25/2021")),
    ])
    defer { Folders.remove(told) }
    let two = try Reading(paths: [told])
    #expect(two.articles.map { $0.published?.iso } == ["2021-03-04", "2021-03-25"])
    #expect(!two.warnings.contains { $0.contains("two ways") }, "\(two.warnings)")
  }
}
