import Foundation
import Press
import Testing

@testable import Dumps

/// Text that nobody else takes is an article only when it looks like one.
@Suite struct `Text of no format` {
  /// Each row: a file, and words of what is said instead of storing it.
  @Test(arguments: [
    ("<corpus><item n='1'>Le port ferme.</item></corpus>", "<corpus>"),
    ("{'title': 'Le port', 'text': 'Il ferme.'}", "Python data"),
    (
      (1...6).map { "06/05/2021, 07:08:0\($0) - Astrid: le port rouvre lundi." }
        .joined(separator: "\n"), "a chat of WhatsApp"
    ),
    ("no,rive)/ 20210506070809 {\"url\": \"https://rive.invalid/\"}", "an index of captures"),
    (
      (1...3).map { "9 mai 2023\tLe Phare\tLe port rouvre\tLa maire l’a dit, le \($0)." }
        .joined(separator: "\n"), "a table with tabs"
    ),
    (
      (1...3).map {
        "D\($0)\nTI Le port rouvre\nSO Le Phare\nDP 9 mai 2023\nTX La maire l’a dit.\n"
      }
      .joined(separator: "\n"), "records with tags of two letters (DP, SO, TI, TX)"
    ),
    ("[\"Le port\", \"Lima\"]", "JSON list"),
    ("{{Infobox port}}\nLe port ferme.", "wiki markup"),
    (
      (1...6).map { "2021-05-06 07:08:0\($0),123 INFO [main] com.rive.Crawler - got page \($0)" }
        .joined(separator: "\n"), "a log of a program"
    ),
    (
      (1...6).map {
        "10.0.0.\($0) - - [06/May/2021:07:08:0\($0) +0200] \"GET /\($0) HTTP/1.1\" 200"
      }
      .joined(separator: "\n"), "a log of a program"
    ),
    (
      (1...6).map { "May  6 07:08:0\($0) oslo sshd[10\($0)]: closed by 10.0.0.\($0)" }
        .joined(separator: "\n"), "a log of a program"
    ),
    ("(function(){var a=1;if(a){document.write(a);}})();", "a script"),
    (".pont{color:red;margin:0}\n.port{color:blue;padding:1px}", "a style sheet"),
    ("<svg xmlns='http://www.w3.org/2000/svg'><text>Oslo</text></svg>", "a drawing"),
    (
      "\"Le port ferme\",2021-05-06,oslo,\"Il ferme, dit Lima.\"\n\"Le pont, lui\",2021-05-07,oslo,\"Il ouvre.\"\n",
      "table with commas"
    ),
    (
      (1...6).map { "Oslo|\($0)|pont" }.joined(separator: "\n"), "table with «|»"
    ),
    ("1,Oslo,\"Le port, dit-on, ferme.\"\n2,Lima,\"Le pont, lui, rouvre.\"\n", "with commas"),
    (
      "-- dump\nCREATE TABLE a (b text);\nINSERT INTO a VALUES ('Le port ferme.');\n",
      "an SQL script"
    ),
    ("\\documentclass{article}\n\\begin{document}\nLe port ferme.\n\\end{document}", "TeX"),
    ("articles:\n  - title: Oslo\n    text: Le port ferme.\n", "YAML"),
    ("# sent_id = 1\n# text = Oslo.\n1\tOslo\tOslo\tPROPN\n", "CoNLL-U"),
    ("<source=Rive><annee=2021>\nLe port ferme.\n", "Lexico"),
    ("&&&Oslo, Rive&&&\nLe port ferme.\n&&&Lima, Rive&&&\nIl rouvre.\n", "Hyperbase"),
  ])
  func `is refused by name when it is markup, data or code`(text: String, said: String) throws {
    let got = try Reading(text, name: "dump.txt")
    #expect(got.articles.isEmpty, "\(got.articles.map(\.body))")
    #expect(got.errors.contains { $0.problem.contains(said) }, "\(got.errors) \(got.rejects)")
  }

  /// Each row: a file whose lines are no prose, and words of what is said instead of storing it.
  static let shapes: [(String, String)] = [
    ("<journal=\"La Rive\"><date=\"2021\">\nLe port ferme.\n", "Lexico"),
    (
      "# lit\nimport re\n\ndef lire(nom):\n    with open(nom) as f:\n        return f.read()\n\nprint(lire(\"a\"))\n",
      "a program"
    ),
    ("library(quanteda)\nnoms <- c(\"Oslo\")\nprint(noms)\nx <- 3\n", "a program"),
    (
      "2021-05-06 07:08:01,1 ERROR a\n2021-05-06 07:08:02,1 ERROR a\n2021-05-06 07:08:03,1 INFO b\nTraceback (most recent):\n  File \"a.py\", line 3\nValueError: bad\n",
      "a log of a program"
    ),
    (String(repeating: "TGUgcG9ydCBkZSBMaW1hIGZlcm1lLCBhIGRpdCBPbGVo\n", count: 6), "Base64"),
    ("https://rive.invalid/1\nhttps://rive.invalid/2\nhttps://rive.invalid/3\n", "web addresses"),
    ("textes/2021/port-1.txt\ntextes/2021/port-2.txt\ntextes/2021/port-3.txt\n", "list of files"),
    ("- title: Oslo\n  date: 2021-05-06\n  text: >\n    Le port ferme.\n- title: Lima\n", "YAML"),
    ("title: Oslo\ntext: |\n  Le port ferme.\n", "YAML"),
    (
      "ID  DATE        TITLE       TEXT\n1   2021-05-06  Le port     Il ferme lundi, dit Oslo.\n2   2021-05-07  Le pont     Il ouvre mardi, dit Lima.\n",
      "fixed width"
    ),
  ]

  @Test(arguments: shapes)
  func `is refused by name when its lines are no prose`(text: String, said: String) throws {
    let got = try Reading(text, name: "dump.txt")
    #expect(got.articles.isEmpty, "\(got.articles.map(\.body))")
    #expect(got.errors.contains { $0.problem.contains(said) }, "\(got.errors) \(got.rejects)")
  }

  @Test(arguments: [
    "[Photo] La maire d’Oslo, Astrid Lindqvist, mardi au conseil.",
    (0...6).map { "07:1\($0) : la maire d’Oslo, Astrid Lindqvist, a dit non." }.joined(
      separator: "\n"),
    "<Astrid> a dit non, et <Oleh> aussi.", "Oslo; Lima; et encore Oslo; puis rien.",
    "La règle (dite « du pont ») vaut 3 = 3, a dit la maire; elle reste (pour l’instant).",
    "@Astrid dit non au pont, et la ville suit.",
    "PT Lima a vendu le port à Oslo, a dit la maire.\nUN navire attend encore au large.",
    "Oslo\n====\n\nLe conseil a voté mardi.\n\nLima\n====\n\nLe port rouvre lundi.",
    "import\n\nLe port (de Lima) ferme; la maire = la patronne.",
    "Si tu vas à Oslo ;\nsi tu vois la mer ;\nsi le port te plaît ;\nreviens.",
    "* * *\n\nLe conseil a voté.\n\n* * *\n\nLe port rouvre.",
  ])
  func `is an article when it is prose`(text: String) throws {
    let got = try Reading(text, name: "dump.txt")
    #expect(got.articles.map(\.body) == [text], "\(got.errors)")
    #expect(got.warnings.isEmpty)
  }

  @Test func `a folder passes over the scripts of saved pages and says so`() throws {
    let folder = try Folders.make([
      ("page_fichiers/a.js", "var a = function(){return {b:1};}; a(); a(); a();"),
      ("page_fichiers/a.css", "p{color:red;}b{color:blue;}"),
      ("texte.txt", "Le conseil d’Oslo a voté."),
    ])
    defer { Folders.remove(folder) }
    let got = try Reading(paths: [folder])
    #expect(got.articles.map(\.body) == ["Le conseil d’Oslo a voté."])
    #expect(got.errors.isEmpty)
    #expect(got.warnings.count == 2, "\(got.warnings)")
  }

  static let text = String(repeating: "La maire, Astrid Lindqvist, l’a dit mardi soir. ", count: 6)

  /// Each row: a text of three stretches, and the titles and days of the articles in it.
  @Test(arguments: [
    (
      ["Oslo vote", "Lima attend", "Le port"].map { "\($0)\n\n\(text)" }
        .joined(separator: "\n----------\n"),
      "Oslo vote - | Lima attend - | Le port -"
    ),
    (
      ["Oslo vote", "Lima attend"].map { "\($0)\nLa Rive, 3 mai 2021\n\n\(text)" }
        .joined(separator: "\n\n=====\n\n") + "\n=====\n",
      "Oslo vote 2021-05-03 | Lima attend 2021-05-03"
    ),
    (
      (1...2).map { "Article \($0) sur 2\nOslo \($0)\n3 mai 2021\n\n\(text)" }
        .joined(separator: "\n\n"), "Oslo 1 2021-05-03 | Oslo 2 2021-05-03"
    ),
    ((1...3).map { "[\($0)/3]\n\(text)" }.joined(separator: "\n"), "- - | - - | - -"),
  ])
  func `texts below titles or counters are articles, and that is told`(
    text: String, wanted: String
  ) throws {
    let got = try Reading(text)
    let parts = got.articles.map { "\($0.title ?? "-") \($0.published?.iso ?? "-")" }
    #expect(parts.joined(separator: " | ") == wanted)
    #expect(got.articles.allSatisfy { $0.body == Self.text.trimmed }, "\(got.articles)")
    #expect(got.warnings.contains { $0.contains("articles and was split") })
  }

  @Test(arguments: [
    (
      [text, text, text].joined(separator: "\n" + String(repeating: "_", count: 40) + "\n"),
      "separators"
    ),
    ("OSLO, 3 mai 2021 (AGZ) - \(text)\n\nLIMA, 4 mai 2021 (AGZ) - \(text)", "2 datelines"),
    ("#TITRE Oslo\n#TEXTE\n\(text)\n#TITRE Lima\n#TEXTE\n\(text)", "2 lines begin with «#TITRE»"),
  ])
  func `a text that may be several stays one, and that is told`(
    text: String, said: String
  ) throws {
    let got = try Reading(text)
    #expect(got.articles.map(\.body) == [text])
    #expect(got.warnings.contains { $0.contains(said) }, "\(got.warnings)")
  }

  @Test(arguments: [
    ("[caption id=\"a\"]Oslo[/caption] Le port [sic] ferme.", "Oslo Le port [sic] ferme."),
    ("[vc_row]\n\n[vc_column w=\"1/2\"]\n\nLe port.\n\n[/vc_column]\n\n[/vc_row]", "Le port."),
    ("Un.\n\n[embed]https://a.invalid[/embed]\n\n[gallery ids=\"1,2\"]\n\nDeux.", "Un.\n\nDeux."),
    ("[b]Oslo[/b] et [url=x]Lima[/url]", "Oslo et Lima"),
    ("Il a dit que [l’État] paiera […] et [sic] rien.", nil), ("[1] Note. [2] Note.", nil),
  ])
  func `codes of content systems go, and their content stays`(text: String, wanted: String?) {
    #expect(Shortcodes.removed(from: text) == wanted)
  }

  @Test(arguments: [
    (#"b'Un \xc3\xa9t\xc3\xa9.\nDeux.'"#, "Un été.\nDeux."),
    (#"['Un d\'eux.', "L'autre."]"#, "Un d'eux.\n\nL'autre."), ("Un_x000D_\nDeux", "Un\nDeux"),
    ("['Un' est un mot.]", "['Un' est un mot.]"),
  ])
  func `values as programs print them are read`(text: String, wanted: String) {
    #expect(BodyText.read(.text(text))?.text == wanted)
  }

  @Test func `a chronology stays one text without a date, and that is told`() throws {
    let got = try Reading(
      "Le pont d’Oslo\n\n3 mai 2021\nLe conseil vote.\n\n4 mai 2021\nLa maire répond.\n")
    #expect(got.articles.count == 1)
    #expect(got.articles[0].published == nil)
    #expect(got.warnings.contains { $0.contains("2 lines are days") })
  }

  @Test func `binary data behind a start of text is a reject`() throws {
    var bytes = Array(String(repeating: "Le port ferme. ", count: 700).utf8)
    bytes += (0..<20_000).map { UInt8($0 % 7) }
    let got = try Reading(bytes)
    #expect(got.articles.isEmpty)
    #expect(got.rejects.contains { $0.reason.contains("control characters") })
  }

  @Test(arguments: [
    ("Un.\\n\\nDeux.\\r\\nTrois.", "Un.\n\nDeux.\nTrois."), ("C:\\neuf", "C:\\neuf"),
    ("Un.\nC:\\n\\n", "Un.\nC:\\n\\n"),
  ])
  func `line ends that are written as two characters are read`(
    text: String, wanted: String
  ) throws {
    let json = try #require(
      String(
        data: JSONSerialization.data(withJSONObject: ["title": "x", "text": text]), encoding: .utf8)
    )
    let got = try Reading(json)
    #expect(
      got.articles.map(\.body) == [FieldText.trimmed(wanted)] || got.articles[0].body == wanted)
  }

  @Test(arguments: [
    ("Le port a rouvert, a dit la maire d’Oslo… [+1200 chars]", true),
    ("Le port a rouvert […]", true), ("Le port a rouvert [1].", false), ("Le port…", false),
  ])
  func `a text that was cut says so`(text: String, isCut: Bool) {
    #expect(ArticleRepair.isCut(text) == isCut)
  }

  @Test func `fields of one name become a list`() throws {
    let got = try Reading(
      "{\"text\":\"Un.\",\"lieu\":\"Oslo\",\"lieu\":\"Lima\",\"a\":{\"b\":1,\"b\":2}}")
    #expect(got["lieu"] == .list([.text("Oslo"), .text("Lima")]))
    #expect(got["a"] == .object([.init("b", .list([.number("1"), .number("2")]))]))
  }

  @Test func `outlets and authors are no numbers and no devices`() throws {
    let got = try Reading(
      """
      {"text":"Un.","author":3,"source":"Twitter for iPhone","url":"https://rive.invalid/a"}
      {"text":"Deux.","author":"A. Roy","source":"web.archive.org","url":"https://web.archive.org/web/2021/https://lima.invalid/b"}

      """)
    #expect(got.articles.map(\.outlet) == ["rive.invalid", "lima.invalid"])
    #expect(got.articles.map(\.authors) == [[], ["A. Roy"]])
    #expect(got["author"] == .number("3"))
  }
}

/// Folders of small files for a test.
enum Folders {
  static func make(_ files: [(String, String)]) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "dossier-\(UUID().uuidString)")
    for (name, text) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return folder.path
  }

  static func remove(_ folder: String) { try? FileManager.default.removeItem(atPath: folder) }
}
