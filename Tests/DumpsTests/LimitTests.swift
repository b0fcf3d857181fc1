import Foundation
import Press
import Testing

@testable import Dumps

/// What a dump may unpack to, in all, and what one article may hold.
@Suite struct `Limits of a dump` {
  static func options(ratio: Int) -> DumpOptions {
    var options = DumpOptions()
    options.limits.ratioFloor = 1 << 20
    options.limits.ratio = ratio
    return options
  }

  @Test func `many small bombs in one file are stopped together`() throws {
    let entry = [UInt8](repeating: 0x61, count: 900 << 10)
    let zip = Packing.pack((0..<40).map { ("\($0).txt", entry) }, as: .zip)
    let got = try Reading(zip, options: Self.options(ratio: 20))
    #expect(got.articles.count < 12)
    let told = got.errors.map(\.problem) + got.rejects.map(\.reason)
    #expect(told.contains { $0.contains("the entries of its file") }, "\(told)")
    #expect(told.contains { $0.contains("the rest is not read") }, "\(told)")
    #expect(try Reading(zip).articles.count == 40)
  }

  @Test func `a workbook gives no more text than its size allows`() throws {
    let long = String(repeating: "Oslo ", count: 20_000)
    let rows = (2...200).map { "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"s\"><v>2</v></c></row>" }
    let parts: [(String, String)] = [
      ("[Content_Types].xml", "<Types/>"),
      ("xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" id=\"r1\"/></sheets></workbook>"),
      (
        "xl/sharedStrings.xml",
        "<sst><si><t>text</t></si><si><t>title</t></si><si><t>\(long)</t></si></sst>"
      ),
      (
        "xl/worksheets/sheet1.xml",
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
          + "<c r=\"B1\" t=\"s\"><v>1</v></c></row>\(rows.joined())</sheetData></worksheet>"
      ),
    ]
    let book = Packing.pack(parts.map { ($0.0, Array($0.1.utf8)) }, as: .zip)
    #expect(try Reading(book, name: "a.xlsx").articles.count == 199)
    let got = try Reading(book, name: "a.xlsx", options: Self.options(ratio: 20))
    #expect(got.articles.isEmpty)
    #expect(got.errors.contains { $0.problem.contains("--max-ratio") }, "\(got.errors)")
  }

  @Test func `a text longer than any article is a reject that says what lifts the limit`() throws {
    var options = DumpOptions()
    options.limits.text = 100
    let got = try Reading(
      "{\"text\":\"\(String(repeating: "Oslo ", count: 30))\"}\n{\"text\":\"Lima.\"}\n",
      options: options)
    #expect(got.articles.map(\.body) == ["Lima."])
    #expect(got.rejects.map(\.origin.record) == [1])
    #expect(got.rejects[0].reason.contains("--max-size"))
  }

  /// A zstd frame with a window of 2 GiB, whose only block is stored.
  static func frame(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    let block = UInt32(bytes.count) << 3 | 1
    let head: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 21 << 3]
    return head + [UInt8(block & 255), UInt8(block >> 8 & 255), UInt8(block >> 16)] + bytes
  }

  @Test func `zstd with a long window is read, and a cut one says so`() throws {
    let text = "{\"text\":\"La maire d’Oslo a dit non.\"}\n{\"text\":\"Lima attend.\"}\n"
    let frame = Self.frame(text)
    #expect(ZstdSource.window(of: frame) == 1 << 31)
    let got = try Reading(frame + frame, name: "a.jsonl.zst")
    #expect(got.articles.count == 4, "\(got.errors)")
    let cut = try Reading(Array(frame.dropLast(20)), name: "a.jsonl.zst")
    #expect(cut.articles.count < 2 && cut.errors.isEmpty, "\(cut.errors)")
    #expect(cut.rejects.count == 2, "\(cut.rejects)")
  }
}
