import Foundation
import Press
import Testing

@testable import Dumps

/// How many bytes a second each format gives up, on one core, from file to article.
///
/// Figures of a debug build say nothing: `make bench` runs this in release and keeps to the floors.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["DOSSIER_SPEED"] != nil), .serialized)
struct `Speed of decoding` {
  /// A dump that is made by repeating a record.
  struct Shape: CustomStringConvertible, Sendable {
    var name: String
    /// Floor in MB a second.
    var floor: Double
    var head = ""
    var tail = ""
    var record: @Sendable (Int, [String]) -> String
    var description: String { name }
  }

  static let shapes: [Shape] = [
    Shape(name: "csv", floor: 50, head: "titre;texte;date;journal\n") { n, body in
      "Titre \(n);\"\(body.joined(separator: "\n\n").replacing("\"", with: "\"\""))\";2022-12-09;La Digue\n"
    },
    Shape(name: "jsonl", floor: 50) { n, body in
      "{\"title\":\"Titre \(n)\",\"maintext\":\"\(body.joined(separator: "\\n\\n"))\","
        + "\"date_publish\":\"2022-12-09 10:00:00\",\"source_domain\":\"ladigue.invalid\"}\n"
    },
    Shape(
      name: "json", floor: 50, head: "{\"articles\":[{\"title\":\"a\",\"text\":\"b\"}", tail: "]}"
    ) { n, body in
      ",{\"title\":\"Titre \(n)\",\"text\":\"\(body.joined(separator: "\\n"))\",\"date\":\"2022-12-09\"}"
    },
    Shape(name: "iramuteq", floor: 50) { n, body in
      "**** *source_La_Digue *date_2022-12-09 *n_\(n)\n\(body.joined(separator: "\n"))\n\n"
    },
    Shape(name: "text", floor: 50) { n, body in
      "date 2022-12-09\nsource La_Digue\n\n\(body.joined(separator: "\n\n"))\n\n"
    },
    Shape(name: "lexisnexis-text", floor: 50) { n, body in
      "                               \(n) of 9999 DOCUMENTS\n\n\n                     Sud Libre\n\n"
        + "                   12 avril 2013 vendredi\n\nTitre \(n)\n\nAUTEUR: Inès Baud\n\n"
        + "RUBRIQUE: POLITIQUE; Pg. 3\n\nLONGUEUR: 143 mots\n\n"
        + body.map { wrapped($0, 78) }.joined(separator: "\n\n")
        + "\n\nDATE-CHARGEMENT: 13 avril 2013\n\nLANGUE: FRENCH; FRANÇAIS\n\n"
        + "                 Copyright 2013 Sud Libre\n                   Tous droits réservés\n\n"
    },
    Shape(name: "wire-text", floor: 15) { n, body in
      "\u{1}FRS\(1000 + n % 9000) 3 POL 0096\r\nSlug\r\n\u{2}\r\nTitre \(n)\r\n"
        + body.map { "   " + wrapped($0, 68) }.joined(separator: "\r\n")
        + "\r\n\u{3}\r\nAFX 091223 GMT DEC 18\r\n\u{4}\r\n"
    },
    Shape(name: "ris", floor: 15) { n, body in
      "TY  - NEWS\nTI  - Titre \(n)\nT2  - La Digue\nDA  - 2022/12/09/\nAB  - \(body.joined(separator: " "))\nER  - \n"
    },
    Shape(name: "mail", floor: 15) { n, body in
      "From x@y.invalid Thu Jan  1 00:00:00 2022\nFrom: La Digue <a@b.invalid>\nSubject: Titre \(n)\n"
        + "Date: Fri, 9 Dec 2022 10:00:00 +0100\nContent-Type: text/plain; charset=utf-8\n\n"
        + body.map { wrapped($0, 72) }.joined(separator: "\n\n") + "\n\n"
    },
    Shape(name: "rtf", floor: 15, head: "{\\rtf1\\ansi ", tail: "}") { n, body in
      "{\\b Titre \(n)}\\par 12 mots\\par 9 d\\'e9cembre 2022\\par La Digue\\par "
        + body.map { $0.replacing("é", with: "\\'e9") }.joined(separator: "\\par ")
        + "\\par Document LADIG000202212\(String(100_000 + n).dropFirst())eic90002x\\par "
    },
    Shape(
      name: "europresse-html", floor: 15, head: "<!DOCTYPE html><html><body>",
      tail: "</body></html>"
    ) { n, body in
      "<article><header><div class=\"rdp__DocPublicationName\"><span class=\"DocPublicationName\">France 24 (site web)</span></div>"
        + "<div><span class=\"DocHeader\">Afrique, samedi 4 mai 2024 - 21:40 UTC +02:00 1 204 mots</span></div>"
        + "<div class=\"titreArticle\"><p class=\"sm-margin-TopNews titreArticleVisu rdp__articletitle\">Titre \(n)</p></div>"
        + "<p class=\"sm-margin-bottomNews\">N'Diaye, Awa; Roche, Paul</p></header><section><div class=\"DocText clearfix\">"
        + "<div class=\"docOcurrContainer\"><p>\(body.joined(separator: "</p><p>"))</p></div></div></section><footer>"
        + "<small>© 2024 France 24. Tous droits réservés.</small><div id=\"divPubliC\">"
        + "<span id=\"PubliC_lblNodoc\">web·20240504·FVW·\(n)</span></div></footer></article>\n"
    },
    Shape(name: "factiva-html", floor: 15, head: "<html><body>", tail: "</body></html>") {
      n, body in
      "<div class=\"article frArticle\"><div class=\"article frArticle\"><table><tr><td><b>HD</b>&nbsp;</td><td><b>Titre \(n)</b></td></tr>"
        + "<tr><td><b>WC</b>&nbsp;</td><td>1.042 mots</td></tr><tr><td><b>PD</b>&nbsp;</td><td>9 janvier 2013</td></tr>"
        + "<tr><td><b>SN</b>&nbsp;</td><td>La Digue</td></tr><tr><td><b>LA</b>&nbsp;</td><td>Français</td></tr>"
        + "<tr><td><b>TD</b>&nbsp;</td><td><p class=\"articleParagraph frarticleParagraph\">"
        + body.joined(separator: "</p><p class=\"articleParagraph frarticleParagraph\">")
        + "</p></td></tr><tr><td><b>AN</b>&nbsp;</td><td>Document DIG\(n)</td></tr></table></div></div>\n"
    },
    Shape(
      name: "factiva-xml", floor: 15,
      head: "<?xml version=\"1.0\"?><PPSResponse><ppsarticleResultSet>",
      tail: "</ppsarticleResultSet></PPSResponse>"
    ) { n, body in
      "<ppsarticle><article><accessionNo>D\(n)</accessionNo><baseLanguage>FR</baseLanguage><headline><paragraph>Titre \(n)</paragraph></headline>"
        + "<publicationDate><date>2013-01-09</date></publicationDate><sourceName>La Digue</sourceName><tailParagraphs><paragraph>"
        + body.joined(separator: "</paragraph><paragraph>")
        + "</paragraph></tailParagraphs></article></ppsarticle>\n"
    },
    Shape(name: "lexisnexis-html", floor: 15, head: "<HTML><BODY>", tail: "</BODY></HTML>") {
      n, body in
      "<A NAME=\"DOC_ID_0_\(n)\"></A><BR><DIV CLASS=\"c0\"><P CLASS=\"c1\"><SPAN CLASS=\"c2\">\(n) of 9999 DOCUMENTS</SPAN></P></DIV>\n"
        + "<BR><DIV CLASS=\"c0\"><P CLASS=\"c1\"><SPAN CLASS=\"c2\">La Digue</SPAN></P></DIV>\n"
        + "<BR><DIV CLASS=\"c3\"><P CLASS=\"c1\"><SPAN CLASS=\"c4\">12 avril</SPAN><SPAN CLASS=\"c2\"> 2013 vendredi</SPAN></P></DIV>\n"
        + "<BR><DIV CLASS=\"c5\"><P CLASS=\"c6\"><SPAN CLASS=\"c7\">Titre \(n)</SPAN></P></DIV>\n"
        + "<BR><DIV CLASS=\"c5\"><P CLASS=\"c6\"><SPAN CLASS=\"c8\">LONGUEUR: </SPAN><SPAN CLASS=\"c2\">143 mots</SPAN></P></DIV>\n"
        + "<BR><DIV CLASS=\"c5\">"
        + body.map { "<P CLASS=\"c9\"><SPAN CLASS=\"c2\">\($0)</SPAN></P>\n" }.joined()
        + "</DIV><BR><DIV CLASS=\"c5\"><P CLASS=\"c6\"><SPAN CLASS=\"c8\">LANGUE: </SPAN><SPAN CLASS=\"c2\">FRENCH</SPAN></P></DIV>\n"
    },
    Shape(
      name: "feed", floor: 15, head: "<rss version=\"2.0\"><channel><title>La Digue</title>",
      tail: "</channel></rss>"
    ) { n, body in
      "<item><title>Titre \(n)</title><link>https://ladigue.invalid/\(n)</link><pubDate>Fri, 09 Dec 2022 10:00:00 GMT</pubDate>"
        + "<description>&lt;p&gt;\(body.joined(separator: "&lt;/p&gt;&lt;p&gt;"))&lt;/p&gt;</description></item>\n"
    },
    Shape(
      name: "newsml", floor: 15, head: "<?xml version=\"1.0\"?><NewsML Version=\"1.2\">",
      tail: "</NewsML>"
    ) { n, body in
      "<NewsItem xml:lang=\"fr\"><Identification><NewsIdentifier><DateId>20230112</DateId><NewsItemId>P\(n)</NewsItemId></NewsIdentifier></Identification>"
        + "<NewsManagement><FirstCreated>20230112T100000+0100</FirstCreated></NewsManagement><NewsComponent><NewsLines><HeadLine>Titre \(n)</HeadLine></NewsLines>"
        + "<ContentItem><DataContent><p>\(body.joined(separator: "</p><p>"))</p></DataContent></ContentItem></NewsComponent></NewsItem>\n"
    },
    Shape(
      name: "newsml-g2", floor: 15,
      head: "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet>",
      tail: "</itemSet></newsMessage>"
    ) { n, body in
      "<newsItem guid=\"urn:\(n)\" version=\"3\" xml:lang=\"fr\"><itemMeta><itemClass qcode=\"ninat:text\"/><versionCreated>2023-01-12T12:00:00Z</versionCreated></itemMeta>"
        + "<contentMeta><headline>Titre \(n)</headline></contentMeta><contentSet><inlineXML contenttype=\"application/xhtml+xml\"><html><body>"
        + "<p>\(body.joined(separator: "</p><p>"))</p></body></html></inlineXML></contentSet></newsItem>\n"
    },
    Shape(name: "ninjs", floor: 50) { n, body in
      "{\"uri\":\"urn:\(n)\",\"type\":\"text\",\"versioncreated\":\"2023-01-12T12:00:00Z\",\"headline\":\"Titre \(n)\","
        + "\"body_text\":\"\(body.joined(separator: "\\n\\n"))\"}\n"
    },
    Shape(
      name: "mediawiki", floor: 15,
      head: "<mediawiki xml:lang=\"fr\"><siteinfo><sitename>Wikinews</sitename></siteinfo>",
      tail: "</mediawiki>"
    ) { n, body in
      "<page><title>Titre \(n)</title><ns>0</ns><id>\(n)</id><revision><timestamp>2023-02-05T10:00:00Z</timestamp><text>{{date|3 février 2023}}\n"
        + body.map { "Le '''[[w:Maire|maire]]''' dit : " + $0 }.joined(separator: "\n\n")
        + "\n[[Catégorie:Port]]</text></revision></page>\n"
    },
    Shape(name: "txm-xml", floor: 15, head: "<corpus>", tail: "</corpus>") { n, body in
      "<text id=\"t\(n)\" titre=\"Titre \(n)\" date=\"2022-12-09\" journal=\"La Digue\"><p>\(body.joined(separator: "</p><p>"))</p></text>\n"
    },
    Shape(name: "warc", floor: 15) { n, body in
      let page =
        "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Titre \(n)</title><meta property=\"og:title\" content=\"Titre \(n)\">"
        + "<meta property=\"article:published_time\" content=\"2023-01-12T10:00:00Z\"><style>.a{color:red}</style><script>var a = 1;</script></head><body><nav><ul>"
        + (0..<30).map { "<li><a href=\"/r/\($0)\">Rubrique \($0)</a></li>" }.joined()
        + "</ul></nav><article><h1>Titre \(n)</h1><p>\(body.joined(separator: "</p><p>"))</p></article><footer>© La Digue</footer></body></html>"
      let response = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
      return
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://ladigue.invalid/\(n)\r\nWARC-Date: 2023-01-12T10:00:00Z\r\n"
        + "Content-Type: application/http; msgtype=response\r\nContent-Length: \(response.utf8.count)\r\n\r\n"
        + response + "\r\n\r\n"
    },
    Shape(name: "gdelt", floor: 50) { n, body in
      [
        "20170701234500-\(n)", "20170701234500", "1", "ladigue.invalid",
        "https://ladigue.invalid/\(n)",
      ]
      .joined(separator: "\t") + String(repeating: "\t", count: 18)
        + "10|18|said|" + body.joined(separator: "#") + "\t\t\t\t\n"
    },
  ]

  /// `DOSSIER_SPEED=rtf,text` measures these only; anything else measures all.
  static let asked: [Shape] = {
    let names = ProcessInfo.processInfo.environment["DOSSIER_SPEED"]?.split(separator: ",") ?? []
    let some = shapes.filter { names.contains(Substring($0.name)) }
    return some.isEmpty && !names.contains("folder") ? shapes : some
  }()

  static let words =
    "le la les un une des du de et à au aux en dans sur pour avec sans mais ou donc que qui dont pont port maire ville préfet région gouvernement accord négociation décidé annoncé rejeté ouvert fermé lundi hier demain très plusieurs nouveaux habitants élus syndicat grève digue été"
    .split(separator: " ").map(String.init)

  /// Five paragraphs of an invented article.
  static func body(_ random: inout FuzzRandom) -> [String] {
    (0..<5).map { _ in
      (0..<5).map { _ in
        let sentence = (0..<(8 + random.next(14))).map { _ in words[random.next(words.count)] }
        return sentence[0].prefix(1).uppercased() + sentence.joined(separator: " ").dropFirst()
          + "."
      }.joined(separator: " ")
    }
  }

  static func wrapped(_ text: String, _ width: Int) -> String {
    var lines = [""]
    for word in text.split(separator: " ") {
      if lines[lines.count - 1].count + word.count >= width { lines.append("") }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
    }
    return lines.joined(separator: "\n")
  }

  typealias FuzzRandom = `Broken dumps`.Random

  @Test(arguments: asked)
  func `a dump is decoded as fast as is promised`(shape: Shape) throws {
    var random = FuzzRandom(state: 0x2545_F491_4F6C_DD1D)
    let bodies = (0..<200).map { _ in Self.body(&random) }
    var text = shape.head
    var count = 0
    while text.utf8.count < 6 << 20 {
      count += 1
      text += shape.record(count, bodies[count % 200])
    }
    text += shape.tail
    let file = FileManager.default.temporaryDirectory.appending(
      path: "dossier-speed-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    var options = DumpOptions()
    options.allowEmptyBody = shape.name == "gdelt"
    let (articles, format, seconds) = try Self.time([file.path], options)
    #expect(format == shape.name && articles >= count, "\(articles) of \(count), as \(format)")
    Self.tell(shape.name, Double(text.utf8.count) / 1e6, seconds, floor: shape.floor)
  }

  @Test(.enabled(if: asked.count == shapes.count || asked.isEmpty))
  func `a folder of many small files is read fast`() throws {
    var random = FuzzRandom(state: 0x2545_F491_4F6C_DD1D)
    let bodies = (0..<200).map { _ in Self.body(&random) }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "dossier-speed-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var bytes = 0
    for n in 0..<20_000 {
      let text = " date 2022-12 " + bodies[n % 200].joined(separator: "\n\n")
      bytes += text.utf8.count
      try Data(text.utf8).write(to: folder.appending(path: "\(n).txt"))
    }
    let (articles, _, seconds) = try Self.time([folder.path], DumpOptions())
    #expect(articles == 20_000)
    Self.tell("folder of 20,000 texts", Double(bytes) / 1e6, seconds, floor: 30)
  }

  /// The best of three readings, in seconds of one core.
  static func time(_ paths: [String], _ options: DumpOptions) throws -> (Int, String, Double) {
    var (articles, format, best) = (0, "", Double.infinity)
    for _ in 0..<3 {
      articles = 0
      let before = clock()
      try Dump(paths: paths, options: options).read { event in
        if case .record(.article) = event { articles += 1 }
        if case .opened(let info) = event { format = info.format }
      }
      best = min(best, Double(clock() - before) / Double(CLOCKS_PER_SEC))
    }
    return (articles, format, best)
  }

  static func tell(_ name: String, _ megabytes: Double, _ seconds: Double, floor: Double) {
    let speed = megabytes / seconds
    print("decoding\t\(name)\t\(Int(speed)) MB/s\t(floor \(Int(floor)))")
    #if !DEBUG
      #expect(speed >= floor, "\(name): \(speed) MB/s")
    #endif
  }
}
