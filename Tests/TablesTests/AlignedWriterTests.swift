import Tables
import Testing

@Suite struct `Aligned tables` {
  @Test(arguments: [
    ("abc", 3), ("été", 3), ("e\u{301}te\u{301}", 3), ("漢字", 4), ("한국", 4), ("😀", 2),
    ("👩‍👩‍👧", 2), ("🇫🇷", 2), ("a\u{200B}b", 2), ("soft\u{AD}hyphen", 10), ("", 0), ("❤️", 2),
    ("ﾊﾝｶｸ", 4), ("ＡＢ", 4),
  ])
  func `the columns a text takes`(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 4, "abc…"), ("漢字漢字", 5, "漢字…"), ("漢字漢字", 4, "漢…"),
    ("abc", 0, ""),
  ])
  func `a cut never exceeds its width`(text: String, width: Int, expected: String) {
    #expect(DisplayWidth.cut(text, to: width) == expected)
  }

  @Test func `nothing in an article steers the terminal`() {
    #expect(DisplayWidth.oneLine("a\u{1B}[31mb\nc\u{202E}d\u{9B}e") == "a·[31mb c·d·e")
  }

  @Test func `numbers stand right, texts left, wide characters count double`() throws {
    let text = try written([["漢字", 5], ["abc", 1200], [.null, 7]]) {
      AlignedWriter($0, width: nil)
    }
    #expect(
      text == """
        c0      c1
        ────  ────
        漢字     5
        abc   1200
                 7

        """)
  }

  @Test(arguments: [20, 30, 41, 80])
  func `a table fits its terminal`(width: Int) throws {
    let long = String(repeating: "mot ", count: 40)
    let text = try written([[1, .text(long), "court", .text(long)]]) {
      AlignedWriter($0, width: width)
    }
    for line in text.split(separator: "\n") {
      #expect(DisplayWidth.of(String(line)) <= max(width, 29))
    }
  }

  @Test(arguments: [(200, "c0  c1"), (30, "c1"), (8, "c1")])
  func `columns give way where there is no room, and the reader is told`(
    width: Int, header: String
  ) throws {
    var writer: AlignedWriter?
    let text = try written([[.text(String(repeating: "a", count: 20)), .text("mot mot mot mot")]]) {
      let made = AlignedWriter($0, width: width, givingWay: ["c0", "c1"])
      writer = made
      return made
    }
    let names = text.split(separator: "\n")[0].split(separator: " ").joined(separator: "  ")
    #expect(names == header)
    let note = header.contains("c0") ? nil : "no room for c0; --vertical shows all columns"
    #expect(writer?.note == note)
  }

  @Test(arguments: [
    (18, "c0        c1    c2\n────────  ────  ──\nabcdefgh  kurz  12\nijk\n"),
    (17, "── 1 ────────────\nc0  abcdefghijk\nc1  kurz\nc2  12\n"),
  ])
  func `where no column can be narrower each record is a block`(width: Int, expected: String) throws
  {
    let text = try written([["abcdefghijk", "kurz", 12]]) { AlignedWriter($0, width: width) }
    #expect(text == expected)
  }

  @Test func `rows beyond the sample are fitted to its columns`() throws {
    var rows: [[Value]] = (0..<600).map { [.integer($0), "ab"] }
    rows.append([7, .text(String(repeating: "x", count: 50))])
    let text = try written(rows) { AlignedWriter($0, width: 80) }
    let lines = text.split(separator: "\n")
    #expect(lines.count == 603)
    #expect(lines.last == "  7  x…")
  }
}
