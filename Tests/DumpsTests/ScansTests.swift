import Foundation
import Press
import Testing

@testable import Dumps

/// Folders of libraries in which one file says how others belong together.
@Suite struct `Scanned issues` {
  static func page(_ number: Int, _ blocks: [(id: String, words: String)]) -> String {
    let text = blocks.map { block in
      let words = block.words.split(separator: " ").map { "<String CONTENT=\"\($0)\"/>" }
      return
        "<TextBlock ID=\"\(block.id)\"><TextLine>\(words.joined(separator: "<SP/>"))</TextLine>"
        + "</TextBlock>"
    }
    return
      "<?xml version=\"1.0\"?><alto xmlns=\"http://www.loc.gov/standards/alto/ns-v3#\"><Layout>"
      + "<Page PHYSICAL_IMG_NR=\"\(number)\"><PrintSpace>\(text.joined())</PrintSpace></Page></Layout></alto>"
  }

  static let pages = [
    "ALTO/1.xml": page(1, [("B1", "LE PONT FERME"), ("B2", "Le pont fermera lundi.")]),
    "ALTO/2.xml": page(2, [("B1", "Suite du pont."), ("B2", "Le marché reste ouvert.")]),
  ]

  static func mets(_ divisions: String) -> String {
    """
    <mets:mets xmlns:mets="http://www.loc.gov/METS/" xmlns:mods="http://www.loc.gov/mods/v3" \
    xmlns:xlink="http://www.w3.org/1999/xlink" LABEL="Le Phare no. 7 09.05.1923">
    <mets:dmdSec ID="D0"><mods:mods><mods:titleInfo><mods:nonSort>Le</mods:nonSort>\
    <mods:title>Phare</mods:title></mods:titleInfo><mods:dateIssued>09.05.1923</mods:dateIssued>\
    <mods:languageTerm>fre</mods:languageTerm></mods:mods></mets:dmdSec>
    <mets:dmdSec ID="D1"><mods:mods><mods:titleInfo><mods:title>Le pont ferme</mods:title>\
    </mods:titleInfo><mods:name><mods:namePart>A. Lind</mods:namePart></mods:name></mods:mods>\
    </mets:dmdSec>
    <mets:file ID="F1"><mets:FLocat xlink:href="file://./ALTO/1.xml"/></mets:file>
    <mets:file ID="F2"><mets:FLocat xlink:href="ALTO/2.xml"/></mets:file>
    <mets:file ID="F9"><mets:FLocat xlink:href="../../secret.xml"/></mets:file>
    <mets:structMap><mets:div TYPE="ISSUE" DMDID="D0">\(divisions)</mets:div></mets:structMap>
    </mets:mets>
    """
  }

  static let articles = """
    <mets:div TYPE="ARTICLE" ID="A1" DMDID="D1"><mets:area FILEID="F1" BEGIN="B1"/>\
    <mets:area FILEID="F1" BEGIN="B2"/><mets:area FILEID="F2" BEGIN="B1"/></mets:div>\
    <mets:div TYPE="ARTICLE" ID="A2" LABEL="Marché"><mets:area FILEID="F2" BEGIN="B2"/></mets:div>\
    <mets:div TYPE="ADVERTISEMENT" ID="A3"></mets:div>
    """

  static func reading(_ files: [String: String]) throws -> Reading {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dossier-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try Reading(paths: [folder.path])
  }

  @Test func `METS gives one article for each division, and its pages nothing more`() throws {
    let got = try Self.reading(
      Self.pages.merging(["issue-mets.xml": Self.mets(Self.articles)]) { a, _ in a })
    #expect(got.articles.map(\.title) == ["Le pont ferme", "Marché"])
    #expect(
      got.articles.map(\.body) == [
        "Le pont fermera lundi.\n\nSuite du pont.", "Le marché reste ouvert.",
      ])
    let first = try #require(got.articles.first)
    #expect(first.outlet == "Le Phare")
    #expect(first.published?.iso == "1923-05-09")
    #expect(first.declaredLanguage == "fr")
    #expect(first.authors == ["A. Lind"])
    #expect(first.kept("page") == .text("1, 2"))
    #expect(got.rejects.isEmpty)
    #expect(got.warnings.contains { $0.contains("1 × advertisement or notice without a text") })
  }

  @Test(arguments: [Packing.Kind.zip, .tar, .tarGz])
  func `METS inside an archive is joined to the pages beside it there`(kind: Packing.Kind) throws {
    var entries = Self.pages.map { (name: "in/" + $0.key, bytes: Array($0.value.utf8)) }
    entries.append(("in/issue-mets.xml", Array(Self.mets(Self.articles).utf8)))
    let name = "a." + kind.rawValue
    let got = try Reading(Packing.pack(entries, as: kind), name: name)
    #expect(got.articles.map(\.title) == ["Le pont ferme", "Marché"], "\(got.errors)")
    #expect(got.articles.first?.origin.entry == "in/issue-mets.xml")
    #expect(got.errors.isEmpty)
    let scattered = try Reading(Packing.pack(Array(entries.dropLast()), as: kind), name: name)
    #expect(scattered.articles.count == 2, "\(scattered.errors)")
  }

  @Test func `METS without divisions gives the issue as one article`() throws {
    let page =
      "<mets:div TYPE=\"PAGE\"><mets:fptr FILEID=\"F1\"/></mets:div>"
      + "<mets:div TYPE=\"PAGE\"><mets:fptr FILEID=\"F2\"/></mets:div>"
    let got = try Self.reading(Self.pages.merging(["mets.xml": Self.mets(page)]) { a, _ in a })
    #expect(got.articles.count == 1)
    #expect(got.articles.first?.body.hasSuffix("Suite du pont.\n\nLe marché reste ouvert.") == true)
  }

  @Test func `pages without an index are articles each`() throws {
    let got = try Self.reading(Self.pages)
    #expect(got.articles.map { $0.kept("page") } == [.text("1"), .text("2")])
  }

  @Test func `METS whose pages are not there says so`() throws {
    let got = try Self.reading(["mets.xml": Self.mets(Self.articles)])
    #expect(got.articles.isEmpty)
    #expect(got.errors.first?.problem.contains("none of them is an ALTO file beside it") == true)
  }

  @Test func `hOCR gives an article a page, paragraph by paragraph, with split words joined`()
    throws
  {
    func line(_ words: String) -> String {
      let spans = words.split(separator: " ").map { "<span class='ocrx_word'>\($0)</span>" }
      return "<span class='ocr_line' title='bbox 1 2 3 4'>\(spans.joined(separator: " "))</span>"
    }
    let page = { (n: Int, text: String) in
      "<div class='ocr_page' title='image \"p\(n).tif\"; bbox 0 0 9 9; ppageno \(n)'>"
        + "<div class='ocr_carea'>\(text)</div></div>"
    }
    let html =
      "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title></title></head><body>"
      + page(
        3,
        "<p class='ocr_par' lang='fra'>\(line("Le pont du dépar-"))\(line("tement ferme."))</p>"
          + "<p class='ocr_par'>\(line("Deux."))</p>") + page(4, line("Trois.")) + page(5, "")
      + "</body></html>"
    let got = try Reading(html, name: "a.hocr")
    #expect(got.format == "hocr")
    #expect(got.articles.map(\.body) == ["Le pont du département ferme.\n\nDeux.", "Trois."])
    #expect(got["page"] == .text("3") && got["image"] == .text("p3.tif"))
    #expect(got["split_words"] == .list([.text("dépar-tement")]))
    #expect(got.articles.first?.declaredLanguage == "fr")
    #expect(got.rejects.map(\.reason) == ["no text on this page (no ocr_line)"])
  }

  @Test func `hOCR's lines outside of paragraphs are read, other readings of letters are not`()
    throws
  {
    let word =
      "<span class='ocrx_word'>pont<span class='ocrx_cinfo'><span class='ocrx_cinfo'>p</span>"
      + "<span class='ocrx_cinfo'>q</span></span></span>"
    let letters =
      "<span class='ocrx_word'><span class='ocrx_cinfo'>L</span><span class='ocrx_cinfo'>e</span></span>"
    let html =
      "<html><head><meta name='DC.title' content='Le Phare'></head><body><div class='ocr_page'>"
      + "<h3><span class='ocr_line'>TITRE</span></h3><span class='ocr_line'>\(letters) \(word)</span>"
      + "<span class='ocr_line'>ferme.</span><p class='ocr_par'><span class='ocr_line'>Deux.</span></p>"
      + "</div></body></html>"
    let got = try Reading(html, name: "a.html")
    #expect(got.articles.map(\.body) == ["TITRE\n\nLe pont ferme.\n\nDeux."])
    #expect(got.articles.first?.title == "Le Phare")
  }

  @Test func `of several readings of a line, PAGE's first by index is the text`() throws {
    let page =
      "<PcGts><Page><TextRegion><TextLine><TextEquiv index='1'><Unicode>Le ponl</Unicode></TextEquiv>"
      + "<TextEquiv index='0'><Unicode>Le pont</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>"
    #expect(try Reading(page, name: "a.xml").articles.map(\.body) == ["Le pont"])
  }

  @Test(arguments: [
    ("ALTO/1.xml", "in/ALTO/1.xml"), ("file://./a.xml", "in/a.xml"), ("../ocr/a.xml", "ocr/a.xml"),
    ("../../a.xml", nil), ("a/../../b.xml", nil), ("https://x.example/a.xml", nil), ("a.jp2", nil),
  ])
  func `an index leads no further than the folder above it`(address: String, path: String?) {
    #expect(FolderIndex.beside("in/mets.xml", address) == path)
  }

  @Test func `Delpher's DIDL is joined to the texts beside it`() throws {
    let didl = """
      <didl:DIDL xmlns:didl="urn:mpeg:mpeg21:2002:02-DIDL-NS" \
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ddd="http://www.kb.nl/namespaces/ddd" \
      xmlns:srw_dc="info:srw/schema/1/dc-v1.1">
      <didl:Item><srw_dc:dcx><dc:title>De Toren</dc:title><dc:date>1923-05-09</dc:date>\
      <dc:language>nl</dc:language></srw_dc:dcx>
      <didl:Item dc:identifier="ddd:1:mpeg21:p001:a0001" ddd:article_id="ddd:1:mpeg21:a0001">\
      <srw_dc:dcx><dc:subject>artikel</dc:subject><dc:title>De brug</dc:title></srw_dc:dcx></didl:Item>
      </didl:Item></didl:DIDL>
      """
    let got = try Self.reading([
      "didl.xml": didl,
      "DDD_1_0001_articletext.xml":
        "<text><title>De brug</title><p>De brug gaat maandag dicht.</p></text>",
    ])
    #expect(got.articles.map(\.body) == ["De brug gaat maandag dicht."])
    let article = try #require(got.articles.first)
    #expect(
      article.title == "De brug" && article.outlet == "De Toren" && article.section == "artikel")
    #expect(article.published?.iso == "1923-05-09")
  }
}
