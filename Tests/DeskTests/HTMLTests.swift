import Storage
import Testing

@testable import Desk

@Suite struct `Pieces of pages` {
  @Test func `a string is text, never markup`() {
    let title = "<script>alert('x')</script> & \"co\""
    let html = el("p", .title(title)) { title }
    #expect(
      html.markup == """
        <p title="&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;co&quot;">\
        &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;co&quot;</p>
        """)
    let interpolated: HTML = "a \(title) <b>"
    #expect(!interpolated.markup.contains("<"))
  }

  @Test func `control characters that HTML forbids are replaced`() {
    #expect(HTML("a\u{0}b\u{1B}c\n").markup == "a\u{FFFD}b\u{FFFD}c\n")
  }

  @Test(arguments: [
    ("https://example.org/a?b=1&c=2", true), ("HTTP://example.org", true),
    ("javascript:alert(1)", false), ("data:text/html,x", false), (" https://example.org", false),
    ("https://example.org/\nx", false), ("//example.org", false), ("", false),
  ])
  func `only http and https lead elsewhere`(text: String, isAddress: Bool) {
    #expect((OutsideAddress(text) != nil) == isAddress)
  }

  @Test(arguments: [
    "/", "/search?words=gaz%20%26%20eau&from=2022-12", "/sources/org%3AIRN%2FMFA",
    "/articles/12?words=%C2%AB%20l%E2%80%99Iran%20%C2%BB#s4", "/relations/RUS/UKR?class=accuse",
  ])
  func `an address is read as it is written`(text: String) throws {
    let parts = text.split(separator: "#").map(String.init)
    var address = try #require(Address(request: parts[0]))
    if parts.count > 1 { address.fragment = parts[1] }
    #expect(address.text == text)
  }

  @Test(arguments: ["/a%", "/a%zz", "/search?words=%ff", "/%C3"])
  func `broken bytes in an address are refused`(text: String) {
    #expect(Address(request: text) == nil)
  }

  @Test func `what nests and what crosses is cut at every boundary`() {
    typealias Passage = Marks.Passage
    let passages = [
      Passage(range: 2..<8, id: 0), Passage(range: 4..<6, id: 1), Passage(range: 5..<12, id: 2),
      Passage(range: 8..<8, id: 3), Passage(range: 9..<40, id: 4),
    ]
    let pieces = Marks.pieces(of: 14, passages)
    #expect(pieces.map(\.range) == [0..<2, 2..<4, 4..<5, 5..<6, 6..<8, 8..<9, 9..<12, 12..<14])
    #expect(pieces.map(\.passages) == [[], [0], [0, 1], [0, 1, 2], [0, 2], [2], [2, 4], [4]])
    #expect(pieces.map(\.beginning) == [[], [0], [1], [2], [], [], [4], []])
    for passage in passages where !passage.range.isEmpty {
      let own = pieces.filter { $0.passages.contains(passage.id) }.map(\.range)
      #expect(own.first?.lowerBound == passage.range.lowerBound)
      #expect(own.map(\.count).reduce(0, +) == passage.range.clamped(to: 0..<14).count)
    }
  }

  @Test func `a text without marks, and none at all`() {
    #expect(Marks.pieces(of: 5, []).map(\.range) == [0..<5])
    #expect(Marks.pieces(of: 0, []).isEmpty)
  }

  @Test func `every phrase is there in every language`() {
    #expect(Wording.languages == ["en", "fr"])
    for language in Wording.languages {
      let known = Wording.tables[language] ?? [:]
      for phrase in Phrase.allCases {
        #expect(known[phrase.rawValue] != nil, "\(language): \(phrase.rawValue)")
      }
      // As many places to fill in as in English.
      for (key, text) in known {
        let other = Wording.tables["en"]?[key] ?? ""
        #expect(text.count { $0 == "%" } == other.count { $0 == "%" }, "\(language): \(key)")
      }
    }
  }

  @Test func `every table and column is explained in French`() throws {
    let (english, french) = (Meanings("en"), Meanings("fr"))
    for table in try Codebook.ofThisVersion().tables {
      #expect(french.of(table) != english.of(table), "\(table.name)")
      for column in table.columns {
        #expect(
          french.of(column, in: table) != english.of(column, in: table),
          "\(table.name).\(column.name)")
      }
    }
  }

  @Test(arguments: [
    ("gazoduc", "gazoduc"), ("l'Iran", #"'l'\''Iran'"#), ("", "''"), ("a b", "'a b'"),
    ("$(rm)", "'$(rm)'"), ("«gaz»", "'«gaz»'"), ("2022-12", "2022-12"),
  ])
  func `words are quoted for a shell`(word: String, quoted: String) {
    #expect(Shell.quoted(word) == quoted)
  }

  @Test func `figures are printed as the language prints them`() {
    #expect(Wording("en").figure(1_234_567) == "1,234,567")
    #expect(Wording("fr").figure(1_234_567) == "1\u{202F}234\u{202F}567")
    #expect(Wording("fr").figure(12.5) == "12,5")
    #expect(Wording("en").figure(3.0) == "3")
    #expect(Wording("en").percent(0.845) == "85%")
  }
}
