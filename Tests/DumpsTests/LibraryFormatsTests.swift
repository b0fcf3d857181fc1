import Press
import Testing

@testable import Dumps

@Suite struct `Workbooks and references` {
  static func workbook(_ sheets: [(name: String, xml: String)]) -> [UInt8] {
    let list = sheets.enumerated().map { i, sheet in
      "<sheet name=\"\(sheet.name)\" sheetId=\"\(i + 1)\" r:id=\"rId\(i + 1)\"/>"
    }
    let relations = sheets.indices.map {
      "<Relationship Id=\"rId\($0 + 1)\" Type=\"x/worksheet\" Target=\"worksheets/s\($0).xml\"/>"
    }
    let strings = """
      <sst><si><t>titre</t></si><si><t>texte</t></si><si><t>date</t></si><si><t>journal</t></si>\
      <si><r><t>Le </t></r><r><rPr><b/></rPr><t xml:space="preserve">port </t></r><r><t>&amp; nous</t></r><rPh><t>x</t></rPh></si>\
      <si><t xml:space="preserve">Un.
      Deux_x000D_
      fin</t></si></sst>
      """
    var parts: [(name: String, bytes: [UInt8])] = [
      ("[Content_Types].xml", Array("<Types/>".utf8)),
      (
        "xl/workbook.xml",
        Array("<workbook xmlns:r=\"r\"><sheets>\(list.joined())</sheets></workbook>".utf8)
      ),
      (
        "xl/_rels/workbook.xml.rels",
        Array("<Relationships>\(relations.joined())</Relationships>".utf8)
      ),
      ("xl/sharedStrings.xml", Array(strings.utf8)),
    ]
    for (i, sheet) in sheets.enumerated() {
      parts.append(
        (
          "xl/worksheets/s\(i).xml",
          Array("<worksheet><sheetData>\(sheet.xml)</sheetData></worksheet>".utf8)
        ))
    }
    return Packing.pack(parts, as: .zip)
  }

  @Test func `a workbook gives the rows of every sheet that holds articles`() throws {
    let header =
      "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c><c r=\"C2\" t=\"s\"><v>2</v></c><c r=\"D2\" t=\"s\"><v>3</v></c></row>"
    let got = try Reading(
      Self.workbook([
        (
          "Presse",
          "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Export</t></is></c></row>" + header
            + "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>4</v></c><c r=\"B3\" t=\"s\"><v>5</v></c><c r=\"C3\"><v>44896</v></c></row>"
            + "<row r=\"5\"><c r=\"B5\" t=\"str\"><v>Corps.</v></c><c r=\"D5\" t=\"inlineStr\"><is><t>France 24</t></is></c><c r=\"C5\" t=\"e\"><v>#N/A</v></c></row>"
            + "<row r=\"6\"><c r=\"A6\" t=\"s\"><v>99</v></c><c r=\"C6\"><v>44896.5</v></c></row>"
        ),
        ("Notes", "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>"),
      ]))
    #expect(got.format == "xlsx", "\(got.errors)")
    #expect(got.articles.map(\.body) == ["Un.\nDeux\nfin", "Corps."])
    #expect(got.articles.first?.title == "Le port & nous")
    #expect(got.articles.first?.published?.iso == "2022-12-01")
    #expect(got.articles.first?.origin.line == 3)
    #expect(got.articles.first?.kept("sheet") == .text("Presse"))
    #expect(got.articles.last?.outlet == "France 24")
    #expect(got.articles.last?.published == nil)
    #expect(got.rejects.map(\.origin.line) == [6])
    #expect(got.warnings.count == 1 && got.warnings[0].contains("«Notes»"))
  }

  @Test func `references have an abstract or are rejected`() throws {
    let got = try Reading(
      """
      \u{FEFF}TY  - NEWS\r
      TI  - Le port\r
      AU  - Roy, Anne\r
      AU  - Or, Luc\r
      T2  - France 24\r
      DA  - 1908/12/26/\r
      KW  - mer\r
      KW  - port\r
      AB  - Un texte\r
      qui continue.\r
      ER  - \r
      \r
      TY  - NEWS\r
      TI  - Sans texte\r
      PY  - 1921///\r
      ER  - \r
      """)
    #expect(got.format == "ris")
    let article = try #require(got.articles.first, "\(got.rejects)")
    #expect(article.authors == ["Roy, Anne", "Or, Luc"])
    #expect(article.outlet == "France 24")
    #expect(article.published?.iso == "1908-12-26")
    #expect(article.body == "Un texte qui continue.")
    #expect(article.kept("KW") == .list([.text("mer"), .text("port")]))
    #expect(got.rejects.count == 1)
  }

  @Test func `CSL references give their parts of a date`() throws {
    let got = try Reading(
      """
      [{"id":"a","type":"article-newspaper","title":"T","container-title":"La Digue",\
      "abstract":"Résumé.","author":[{"family":"Roy","given":"Anne"}],\
      "issued":{"date-parts":[["2022",12]]},"URL":"https://a.invalid/1"}]
      """)
    let article = try #require(got.articles.first)
    #expect(article.published?.iso == "2022-12")
    #expect(article.authors == ["Anne Roy"])
    #expect(article.outlet == "La Digue")
    #expect(article.body == "Résumé.")
  }
}
