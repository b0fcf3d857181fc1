import Press
import Testing

@testable import Storage

/// An archive of articles with these bodies, in rows from 1 on.
func archive(of bodies: [String]) throws -> (file: TemporaryArchive, archive: Archive) {
  let file = TemporaryArchive()
  let session = try ImportSession(file.path, version: "test", rules: "test")
  try session.begin(path: "dump.jsonl", entry: nil, format: "jsonl")
  for (n, body) in bodies.enumerated() {
    try session.add(Account(of: Article(origin: Origin(record: n + 1), body: body)))
  }
  try session.finish(
    sha256: String(repeating: "0", count: 64), bytes: 1, charset: "utf-8", charsetRule: "utf8")
  try session.close()
  return (file, try Archive(reading: file.path))
}

/// The rows of the articles that are found.
func found(_ words: String, in archive: Archive, isExact: Bool = false) throws -> [Int64] {
  var question = Question()
  question.words = words
  question.isExact = isExact
  question.order = .stored
  let rows = try archive.articles(question, columns: ["id"])
  var ids: [Int64] = []
  while try rows.next() { ids.append(rows.integer(0)) }
  return ids
}

@Suite struct `Words are found as they are printed` {
  @Test func `with every letter of the Latin blocks`() throws {
    let blocks: [ClosedRange<UInt32>] = [
      0xC0...0x2AF, 0x1D00...0x1DBF, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA722...0xA7FF,
      0xAB30...0xAB6F, 0xFB00...0xFB06, 0xFF21...0xFF5A,
    ]
    let letters = blocks.joined().compactMap { Unicode.Scalar($0) }.filter {
      $0.properties.isAlphabetic
    }
    #expect(letters.count > 1_000)
    // A phrase of six words asks for six letters at once.
    let groups = stride(from: 0, to: letters.count, by: 6).map { start in
      letters[start..<min(start + 6, letters.count)].map { "kar\($0)vot" }
    }
    let (_, archive) = try archive(of: groups.map { $0.joined(separator: " ") + " seul." })
    for (n, words) in groups.enumerated() {
      let id = Int64(n + 1)
      let phrase = words.joined(separator: " ")
      #expect(try found("\"\(phrase) seul\"", in: archive).contains(id), "\(phrase)")
      guard n % 8 == 0, let last = words.last else { continue }
      for typed in [last, "NEAR(\(last) seul, 2)", "\(last.dropLast(3))*"] {
        #expect(try found(typed, in: archive).contains(id), "\(typed)")
      }
      #expect(try found(last, in: archive, isExact: true).contains(id), "\(last)")
    }
  }

  @Test(arguments: [
    ("œuvre", "oeuvre"), ("Straße", "strasse"), ("Łódź", "Lodz"), ("Ørsted", "orsted"),
    ("Đặng", "dang"), ("Þórður", "thordur"), ("Kızılay", "kizilay"), ("cæcum", "caecum"),
    ("ﬁche", "fiche"), ("CO₂", "CO2"), ("km²", "km2"), ("1ᵉʳ", "1er"), ("Ёлкин", "елкин"),
    ("ΑΘΗΝΑ", "Αθήνα"), ("ΠΡΩΘΥΠΟΥΡΓΌΣ", "πρωθυπουργός"), ("µgramme", "μgramme"),
  ])
  func `and as they are typed on another keyboard`(printed: String, typed: String) throws {
    let (_, archive) = try archive(of: ["Le mot \(printed) seul.", "Le mot \(typed) seul."])
    for words in [printed, typed] {
      for form in [words, "\"mot \(words)\"", "NEAR(mot \(words), 3)", "\(words.dropLast())*"] {
        #expect(try found(form, in: archive) == [1, 2], "\(form)")
      }
    }
  }

  @Test(arguments: [
    ["10000", "10 000", "10,000", "10.000", "10'000", "10\u{202F}000"], ["1500", "1 500", "1,500"],
    ["1234567", "1 234 567", "1,234,567"],
  ])
  func `and numbers however their thousands are grouped`(printed: [String]) throws {
    let (_, archive) = try archive(of: printed.map { "Il en faut \($0) au moins." } + ["Rien 0."])
    let all = printed.indices.map { Int64($0 + 1) }
    for typed in printed {
      for form in [typed, "\"faut \(typed) au\"", "NEAR(\(typed) moins, 3)", "\(typed) moins"] {
        #expect(try found(form, in: archive) == all, "\(form)")
      }
      #expect(try found(typed, in: archive, isExact: true) == all, "\(typed)")
    }
  }

  @Test(arguments: [
    ("首相", [1]), ("東京", [1]), ("東京都", [1]), ("京都", [1]), ("京", [1]), ("都で演", [1]),
    ("京東", []), ("GDP", [1]), ("GDPは", [1]), ("日本の首相", [1]), ("首相 -東京", []),
    ("首相 OR ประเทศ", [1, 2]), ("ประเทศ", [2]), ("ประเท", [2]), ("เทศประ", []),
    ("titre 首相", []), ("서울", [3]), ("\"日本の首相\"", [1]),
  ])
  func `in scripts without blanks between words`(typed: String, ids: [Int64]) throws {
    let (file, archive) = try archive(of: [
      "日本の首相は東京都で演説し、GDPは増加した。", "นายกรัฐมนตรีกล่าวว่าประเทศไทย", "서울에서 만났다.",
      "Un texte sans rien de tel.",
    ])
    #expect(try found(typed, in: archive) == ids)
    let rows = try archive.sql("SELECT count(*) FROM article_pairs")
    #expect(try rows.next() && rows.integer(0) == 3)
    #expect(try Archive.verify(file.path).isEmpty)
  }

  @Test(arguments: [
    ("co*", 0), ("c*", 1), ("*oeur", 1), ("outlet:X pont", 1), ("pont PRE/3 route", 1),
    ("pont w/s route", 1), ("pont NEAR/3 route", 0), ("pont ET route", 0), ("€ pont", 1),
    ("pont SAUF route", 0), ("pont N5 route", 1), ("pont %5 route", 0), ("N5 route", 0),
    ("ATLEAST2 pont", 1), ("atleast3(pont)", 1), ("ALLCAPS(pont)", 1), ("pont ADJ route", 1),
    ("pont et/ou route", 1), ("pont XOR route", 1), ("pont NEXT route", 1), ("[word=\"pont\"]", 1),
    ("wc>500 pont", 1), ("pon% route", 1), ("caps pont", 0), ("pont 10 000", 0),
  ])
  func `what is not taken as it was typed is said`(typed: String, notes: Int) throws {
    let (_, archive) = try archive(of: ["Le pont et la route, le cœur, c."])
    var question = Question()
    question.words = typed
    #expect(try archive.articles(question).notes.count == notes)
  }
}
