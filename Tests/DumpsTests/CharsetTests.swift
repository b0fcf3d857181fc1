import Foundation
import Press
import Testing

@testable import Dumps

@Suite struct Charsets {
  static func decoded(_ bytes: [UInt8], declared: Charset? = nil) -> DecodedText {
    bytes.withUnsafeBytes { DecodedText($0, declared: declared) }
  }

  @Test(arguments: [
    ("ISO_8859-1:1987", "iso-8859-1"), ("Windows-1252", "windows-1252"), ("l9", "iso-8859-15"),
    ("sjis", "shift_jis"), ("GB2312", "gbk"), ("x-cp1251", "windows-1251"), ("KOI8-R", "koi8-r"),
    ("iso-8859-9", "windows-1254"), ("Big5-HKSCS", "big5"), ("ks_c_5601-1987", "euc-kr"),
    ("dos-874", "windows-874"), ("utf8mb4", "utf-8"), ("cp850", "cp850"), ("x-unknown", nil),
  ])
  func `are named by the labels of the Encoding Standard`(label: String, name: String?) {
    #expect(Charset(label: label)?.rawValue == name)
  }

  @Test(
    arguments: [
      ("koi8-r", [0xED, 0xDC, 0xD2], "Мэр"), ("windows-1256", [0xDE, 0xC7, 0xE1], "قال"),
      ("shift_jis", [0x8E, 0x73, 0x92, 0xB7], "市長"), ("gb2312", [0xCA, 0xD0, 0xB3, 0xA4], "市长"),
      ("euc-kr", [0xBD, 0xC3, 0xC0, 0xE5], "시장"),
      ("windows-1253", [0xEF, 0xE4, 0xFC, 0xF2], "οδός"),
      ("iso-8859-9", [0xFE, 0xEF, 0xDD], "şïİ"), ("windows-1255", [0xF9, 0xEC], "של"),
      ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x3B, 0x54, 0x1B, 0x28, 0x42], "市"),
    ] as [(String, [UInt8], String)])
  func `are decoded as declared`(label: String, bytes: [UInt8], text: String) throws {
    let charset = try #require(Charset(label: label))
    let got = Self.decoded(bytes, declared: charset)
    #expect(got.text == text)
    #expect(got.rule == .declared)
  }

  /// A text in the bytes of a charset.
  static func bytes(_ text: String, in charset: Charset) -> [UInt8] {
    var table: [Unicode.Scalar: UInt8] = [:]
    for byte in UInt8.min...UInt8.max {
      if let scalar = [byte].withUnsafeBytes({ charset.decode($0) }).unicodeScalars.first {
        table[scalar] = table[scalar] ?? byte
      }
    }
    return text.unicodeScalars.map { table[$0] ?? 0x3F }
  }

  static let french =
    "L’été dernier, la maire d’Oslo a cédé : le pont, voté à l’unanimité, sera différé."
  static let russian = "Мэр города сообщил во вторник, что мост откроется летом, а порт закрыт."
  static let greek = "Ο δήμαρχος είπε την Τρίτη ότι η γέφυρα θα ανοίξει το καλοκαίρι."
  static let polish =
    "Burmistrz powiedziała we wtorek, że most będzie zamknięty, a ślady są wciąż świeże."
  static let turkish = "Belediye başkanı salı günü köprünün yıkıldığını ve kapalı olduğunu söyledi."
  static let lithuanian =
    "Užtvanka griuvo ketvirtadienį, sakė ministrė, reikalaudama tyrimo; šaltiniai tą patį žino."
  static let latvian =
    "Aizsprosts sabruka ceturtdien, sacīja ministre; žurnālisti šaubās, ka tā būs."
  static let hungarian =
    "A gát csütörtökön átszakadt, mondta a miniszter, és az őrök szerint tűzoltók jönnek."
  static let czech = "Hráz se protrhla, řekla ministryně a žádá vyšetřování; zeď je prý špatná."
  static let romanian = "Barajul a cedat joi, a spus ministra, şi ţara aşteaptă răspunsuri în oraş."
  static let thai = "นายกเทศมนตรีกล่าวว่าสะพานจะปิด"
  static let arabic = "قال رئيس البلدية يوم الثلاثاء إن الجسر سيفتح في الصيف"

  static func named(_ label: String) -> Charset { Charset(label: label) ?? .utf8 }

  static let undeclared: [(String, Charset, Charset.Rule)] = [
    (french, .windows1252, .fallback), (french, .macRoman, .detected),
    (french.replacing("’", with: "'"), .cp850, .detected), (russian, .windows1251, .detected),
    (russian, named("koi8-r"), .detected),
    (russian, named("ibm866"), .detected),
    (greek, named("windows-1253"), .detected),
    (arabic, named("windows-1256"), .detected),
    (arabic, named("iso-8859-6"), .detected),
    (polish, .windows1250, .detected), (polish, .latin2, .detected),
    (turkish, named("windows-1254"), .detected),
    (lithuanian, named("windows-1257"), .detected),
    (latvian, named("windows-1257"), .detected),
    (hungarian, .windows1250, .detected), (czech, .windows1250, .detected),
    (czech, named("cp852"), .detected), (romanian, .windows1250, .detected),
    ("Le cœur du vœu coûte 5 € à Oslo, a-t-elle noté.", .latin9, .detected),
    ("El caudal es de 12 m³ y de 9 m³ en otoño, según la alcaldesa.", .windows1252, .fallback),
    ("Évidemment, l'épouse a été reçue à Oslo, a répété l'élue.", .cp850, .detected),
    (thai, named("windows-874"), .detected),
    (
      "Borgmesteren sagde på søndag, at broen lukker i Århus på grund af væden.", .windows1252,
      .fallback
    ),
  ]

  @Test(arguments: undeclared)
  func `that nobody declares are told from the letters`(
    text: String, charset: Charset, rule: Charset.Rule
  ) {
    let got = Self.decoded(Self.bytes(text, in: charset))
    #expect(got.text == text)
    #expect(got.charset == charset)
    #expect(got.rule == rule)
    #expect(!got.isDoubtful)
  }

  @Test(
    arguments: [
      (
        "shift_jis",
        [
          0x8E, 0x73, 0x92, 0xB7, 0x82, 0xCD, 0x89, 0xCE, 0x97, 0x6A, 0x93, 0xFA, 0x82, 0xC9, 0x81,
          0x41, 0x8B, 0xB4, 0x82, 0xAA, 0x95, 0xC2, 0x82, 0xDC, 0x82, 0xE9, 0x82, 0xC6, 0x8F, 0x71,
          0x82, 0xD7, 0x82, 0xBD, 0x81, 0x42,
        ]
      ),
      (
        "euc-jp",
        [
          0xBB, 0xD4, 0xC4, 0xB9, 0xA4, 0xCF, 0xB2, 0xD0, 0xCD, 0xCB, 0xC6, 0xFC, 0xA4, 0xCB, 0xA1,
          0xA2, 0xB6, 0xB6, 0xA4, 0xAC, 0xCA, 0xC4, 0xA4, 0xDE, 0xA4, 0xEB, 0xA4, 0xC8, 0xBD, 0xD2,
          0xA4, 0xD9, 0xA4, 0xBF, 0xA1, 0xA3,
        ]
      ),
      (
        "iso-2022-jp",
        [
          0x1B, 0x24, 0x42, 0x3B, 0x54, 0x44, 0x39, 0x24, 0x4F, 0x32, 0x50, 0x4D, 0x4B, 0x46, 0x7C,
          0x24, 0x4B, 0x21, 0x22, 0x36, 0x36, 0x24, 0x2C, 0x4A, 0x44, 0x24, 0x5E, 0x24, 0x6B, 0x24,
          0x48, 0x3D, 0x52, 0x24, 0x59, 0x24, 0x3F, 0x21, 0x23, 0x1B, 0x28, 0x42,
        ]
      ),
    ] as [(String, [UInt8])])
  func `Japanese that nobody declares is told from its own letters`(name: String, bytes: [UInt8]) {
    let got = Self.decoded(bytes)
    #expect(got.text == "市長は火曜日に、橋が閉まると述べた。")
    #expect(got.charset.rawValue == name)
    #expect(got.rule == .detected)
  }

  @Test func `characters that were lost are counted`() throws {
    let got = try Reading("{\"text\":\"c\u{FFFD}d\u{FFFD} mardi\"}\n{\"text\":\"Un.\"}\n")
    #expect(got.warnings.contains { $0.contains("1 text contains U+FFFD") }, "\(got.warnings)")
  }

  @Test func `bytes that fit no letters are doubtful, and a warning says so`() throws {
    let bytes =
      Array("Un p".utf8) + [0xAC] + Array("ort et un qu".utf8) + [0xAC] + Array("ai.".utf8)
    #expect(Self.decoded(bytes).isDoubtful)
    let got = try Reading(bytes, name: "a.txt")
    #expect(got.warnings.contains { $0.contains("charset") }, "\(got.warnings)")
  }

  @Test(arguments: [
    ("a cÃ©dÃ© Ã\u{A0} l’Ã‰tat", "a cédé à l’État"),
    ("a c\u{82}d\u{82} mardi \u{85} midi", "a cédé mardi à midi"),
    ("a cÃ©dÃ© Ã\u{A0} lâ\u{80}\u{99}Ã\u{89}tat", "a cédé à l’État"),
    ("a cÃ\u{83}Â©dÃ\u{83}Â©, dit-elle", "a cédé, dit-elle"),
    ("l\u{92}été", "l’été"), ("Ã la carte", "Ã la carte"),
    ("ÃƒÆ’Ã¢â‚¬Â°vitÃƒÆ’Ã‚Â© et naÃƒÆ’Ã‚Â¯f", "Évité et naïf"),
    ("ÃƒÂ\u{81}ngel y mÃƒÂ¡s", "Ángel y más"),
    ("a c√©d√© √† l‚Äô√âtat", "a cédé à l’État"), ("a c├®d├® ├á Lima", "a cédé à Lima"),
    ("√2 et √©, puis ├── a", "√2 et √©, puis ├── a"),
  ])
  func `texts that were encoded twice are repaired`(text: String, wanted: String) {
    #expect(Mojibake.isSuspect(text) || text == wanted)
    #expect(Mojibake.repaired(text) == wanted)
  }
}

extension Charsets {
  @Test(arguments: [
    ("cÃ©dÃ© Ã  Oslo", "1 text was encoded twice"),
    ("cÃ©dÃ© Ã  Oslo, Ãƒ\u{81}, Â\u{8F}\u{8F}\u{8F}", "could not be repaired"),
  ])
  func `a repair is told only when it is whole`(text: String, said: String) throws {
    let got = try Reading("{\"title\":\"Le port cÃ¨de\",\"text\":\"\(text)\"}\n")
    #expect(got.warnings.contains { $0.contains(said) }, "\(got.warnings) \(got.articles)")
  }

  @Test func `a title with one pair is repaired with its text`() throws {
    let got = try Reading("{\"title\":\"Le port cÃ¨de\",\"text\":\"a cÃ©dÃ© Ã\u{A0} midi\"}\n")
    #expect(got.articles.first?.title == "Le port cède")
  }

  @Test func `UTF-7 is read when it is declared, and when two letters show it`() throws {
    let got = try Reading("Le pont c+AOk-d+AOk- mardi +AOA- l'aube.\n", name: "a.txt")
    #expect(got.articles.first?.body.contains("cédé mardi à l'aube") == true, "\(got.articles)")
    let plain = "A + B = C, et 2+ABC- n'est rien."
    #expect(try Reading(plain, name: "a.txt").articles.first?.body == plain)
  }
}

@Suite struct `Names of files` {
  @Test(
    arguments: [
      (Array("préfet.txt".utf8), "préfet.txt"), ([0x70, 0xE9, 0x2E, 0x74], "p\\xE9.t"),
      (Array("é".utf8) + [0x80, 0x61], "é\\x80a"),
    ] as [([UInt8], String)])
  func `are bytes, and those that are not UTF-8 are escaped`(bytes: [UInt8], text: String) {
    #expect(FileName.text(of: bytes) == text)
    #expect(FileName.escapedBytes(text) == (text.contains("\\x") ? bytes : nil))
  }

  @Test func `that are not UTF-8 are read, and pipes are not opened`() throws {
    let folder = try Folders.make([("a.txt", "Un texte.")])
    defer { Folders.remove(folder) }
    #expect(mkfifo(folder + "/pipe", 0o600) == 0)
    let name = Array((folder + "/p").utf8) + [0xE9] + Array(".txt".utf8) + [0]
    let file = name.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer {
      $0.baseAddress.flatMap { fopen($0, "w") }
    }
    // Not every file system takes such names.
    if let file {
      fputs("Deux textes.", file)
      fclose(file)
    }
    #expect(FileManager.default.createFile(atPath: folder + "/.a.txt", contents: Data("Un.".utf8)))
    let got = try Reading(paths: [folder])
    #expect(got.warnings.contains { $0.contains("1 hidden entry «.a.txt»") }, "\(got.warnings)")
    #expect(
      got.articles.map(\.body) == (file == nil ? ["Un texte."] : ["Un texte.", "Deux textes."]))
    #expect(got.warnings.contains { $0.contains("named pipe") }, "\(got.warnings)")
    #expect(got.errors.isEmpty)
  }
}
