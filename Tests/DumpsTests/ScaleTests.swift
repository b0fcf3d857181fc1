import Foundation
import Press
import Testing

@testable import Dumps

/// Every reader takes time in proportion to its input, also for input that nobody sane writes.
@Suite(.serialized) struct `Time in proportion` {
  /// A dump that grows by repeating a piece.
  struct Shape: CustomStringConvertible, Sendable {
    var name: String
    var head = ""
    var piece: String
    var tail = ""
    /// The format when the bytes would not be taken for it.
    var format: String?
    var description: String { name }

    func bytes(_ size: Int) -> [UInt8] {
      let count = max(1, size / piece.utf8.count)
      var bytes = Array(head.utf8)
      bytes.reserveCapacity(size + 1024)
      for _ in 0..<count { bytes += Array(piece.utf8) }
      return bytes + Array(tail.utf8)
    }
  }

  static let prose = "Le port de Brévin a fermé mardi, a dit le maire, et rouvrira lundi. "
  static let wiki = "<mediawiki><page><title>a</title><ns>0</ns><revision><text>"
  static let wikiEnd = "</text></revision></page></mediawiki>"
  static let mail = "From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"

  static let tables: [Shape] = [
    Shape(name: "JSON texts without an end", head: "[", piece: #"{"text":"a"#),
    Shape(name: "JSON objects inside each other", piece: #"{"a":"#),
    Shape(name: "JSON objects in a list, unclosed", head: "[", piece: #"{"a":{"b":1,"#),
    Shape(
      name: "JSON sound and broken by turns", head: "[",
      piece: #"{"text":"Un texte."},{"text":"a"#),
    Shape(name: "JSON braces", head: "{\"a\":1}\n", piece: "{", format: "json"),
    Shape(name: "JSON brackets", head: "[{\"a\":1},", piece: "[", format: "json"),
    Shape(name: "JSON escapes", head: "[{\"text\":\"", piece: #"\u00e9\n"#, tail: "\"}]"),
    Shape(name: "JSON many keys", head: #"[{"text":"Un.""#, piece: #","abc":1"#, tail: "}]"),
    Shape(name: "JSON records", head: "[", piece: #"{"text":"Un texte.","date":"2020-01-02"},"#),
    Shape(name: "JSON lines", piece: "{\"text\":\"Un texte.\",\"date\":\"4/5/2020\"}\n"),
    Shape(name: "JSON lines of a brace", head: "{\"a\":\"b\"}\n", piece: "{\n", format: "jsonl"),
    Shape(name: "rows with tabs", head: "title\ttext\n", piece: "Un\tDeux\n"),
    Shape(name: "rows with tabs and quotes", head: "title\ttext\n", piece: "Un\t\"Deux\n"),
    Shape(
      name: "rows with dates in two ways", head: "title,text,date\n", piece: "Un,Deux,4/5/2020\n"),
    Shape(name: "quotes", head: "title,text\n", piece: "\"\"", format: "csv"),
    Shape(name: "escaped quotes", head: "title,text\n", piece: #"a,"b \"c\" d""# + "\n"),
    Shape(name: "delimiters", head: "title,text\n", piece: ",", format: "csv"),
    Shape(
      name: "JSON answers", head: "[",
      piece: #"{"body":"a","link_id":"b","parent_id":"c","replies":{"data":{"children":["#),
    Shape(name: "codes in brackets", head: #"[{"text":""#, piece: "[a b='c'] [/a", tail: #""}]"#),
    Shape(name: "open brackets", head: #"[{"text":""#, piece: "[a ", tail: #""}]"#),
    Shape(name: "counters", piece: "Article 1 sur 9\n\(prose)\n", format: "text"),
    Shape(name: "separators", piece: "\(prose)\n-----\n", format: "text"),
    Shape(
      name: "rows of an old workbook",
      head: "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table>",
      piece: "<Row><Cell><Data>titre</Data></Cell><Cell><Data>texte</Data></Cell></Row>",
      format: "excel-xml"),
  ]

  static let pages: [Shape] = [
    Shape(
      name: "paragraphs without an end", head: "<html><body>", piece: "<p>Un port ferme, dit-on. "),
    Shape(name: "boxes inside each other", head: "<html><body>", piece: "<div>"),
    Shape(
      name: "posts in one box", head: "<html><body><div>",
      piece: "<div class=tweet-content>Un port ferme.</div>"),
    Shape(
      name: "articles inside each other", head: "<html><body>",
      piece: "<div class=a><h2>Un port</h2><p>9 mai 2023</p><p>\(prose)</p></div><div class=a>"),
    Shape(
      name: "boxes of a layout inside each other", head: "<html><body>",
      piece: "<div class=sidebar-right><p>\(prose)\(prose)</p>"),
    Shape(
      name: "hidden boxes inside each other", head: "<html><body>",
      piece: "<div aria-hidden=true><p>\(prose)\(prose)</p>"),
    Shape(name: "end tags", head: "<html><body><p>", piece: "</b></i></div>"),
    Shape(
      name: "states of scripts", head: "<html><body><script>",
      piece: "a={\"body\":[{\"text\":\"Un.\"},"),
    Shape(
      name: "scripts", head: "<html><body>",
      piece: "<script>a={\"b\":\"\(prose)\(prose)\(prose)\"}</script>"),
    Shape(
      name: "streamed parts", head: "<html><body>",
      piece:
        #"<script>self.__next_f.push([1,"5:[\"$\",\"p\",null,{\"children\":\"Un.\"}]\n"])</script>"#
    ),
    Shape(name: "lists inside lists", head: "<html><body>", piece: "<ul><li>\(prose)"),
    Shape(name: "links", head: "<html><body><p>", piece: "<a href=x>\(prose)</a>"),
    Shape(
      name: "bodies of articles", head: "<html><body>",
      piece: "<div itemprop=articleBody><p>\(prose)\(prose)</p></div>"),
    Shape(name: "quotations", head: "<html><body><p>", piece: "<q>a"),
    Shape(
      name: "times", head: "<html><body><article>", piece: "<time>14:05</time><p>\(prose)</p>"),
    Shape(name: "attributes", head: "<html><body><p ", piece: "a=b "),
    Shape(name: "references", head: "<html><body><p>", piece: "&amp;&eacute;&#8217;&"),
    Shape(name: "comments", head: "<html><body>", piece: "<!-- a "),
    Shape(name: "start of tags", head: "<html><body>", piece: "<"),
    Shape(
      name: "items of a feed", head: "<rss><channel><title>x</title>",
      piece: "<item><title>a</title><description>\(prose)</description></item>",
      tail: "</channel></rss>"),
    Shape(
      name: "fields in loose tags",
      piece: "<TITRE>a</TITRE>\n<DATE>2021-05-06</DATE>\n\(prose)\n\n",
      format: "tagged-text"),
    Shape(name: "items without an end", head: "<rss><channel>", piece: "<item><title>a"),
    Shape(name: "NITF inside NITF", piece: "<nitf><body>", format: "nitf"),
    Shape(name: "texts of TXM", head: "<a>", piece: "<text id='1'>\(prose)</text>", tail: "</a>"),
    Shape(name: "open wiki braces", head: wiki, piece: "{{", tail: wikiEnd),
    Shape(name: "open wiki templates", head: wiki, piece: "{{a|b", tail: wikiEnd),
    Shape(name: "wiki templates", head: wiki, piece: "le {{nombre|200|jours}} ", tail: wikiEnd),
    Shape(name: "open wiki links", head: wiki, piece: "[[a|", tail: wikiEnd),
    Shape(name: "wiki tables", head: wiki, piece: "{|\n|a\n", tail: wikiEnd),
    Shape(name: "wiki tags", head: wiki, piece: "&lt;ref&gt;", tail: wikiEnd),
    Shape(name: "wiki apostrophes", head: wiki, piece: "''a''' ", tail: wikiEnd),
    Shape(
      name: "articles of Europresse", head: "<html><body>",
      piece: "<article><span class=DocPublicationName>La Digue</span>"
        + "<span class=DocHeader>3 mai 2020</span><div class=docOcurrContainer><p>\(prose)</p></div>"
        + "</article>"),
  ]

  static let texts: [Shape] = [
    Shape(name: "header lines", piece: "Titre : Le port\nDate : 2020-01-02\n"),
    Shape(name: "headers", piece: "Titre : Le port\nDate : 2020-01-02\n\nUn texte.\n\n"),
    Shape(name: "lines of unknown fields", piece: "Champ : valeur\n"),
    Shape(name: "pairs on lines", piece: "date 2020-01-02\n"),
    Shape(name: "lines that are days", piece: "Un titre\n\n3 mai 2020\n\n\(prose)\(prose)\n"),
    Shape(name: "separator lines", piece: "====================\n\(prose)\n"),
    Shape(name: "one long line", piece: prose),
    Shape(name: "short lines", piece: "a\n"),
    Shape(name: "IRaMuTeQ", piece: "**** *source_x *date_2020-01-02\nUn texte.\n"),
    Shape(
      name: "starts of messages", head: "\u{1}AFP1234 3 i 0012 x\n", piece: "\u{1}",
      format: "wire-text"),
    Shape(
      name: "wire messages",
      piece: "\u{1}AFP1234 3 i 0012 x\n\u{2}\nUn titre\n   Un texte.\n\u{3}\n"),
    Shape(
      name: "small messages",
      piece: "From a@b.example Thu Jan  1 00:00:00 2020\n\(mail)\nUn.\n\n"),
    Shape(
      name: "parts of a message", head: mail + "Content-Type: multipart/mixed; boundary=z\n\n",
      piece: "--z\nContent-Type: text/plain\n\nUn.\n"),
    Shape(name: "header of a message", head: mail, piece: "X-A: b\n", tail: "\nUn.\n"),
    Shape(
      name: "encoded words", head: mail + "X-Words: ", piece: "=?utf-8?q?a", tail: "\n\nUn.\n"),
    Shape(name: "groups of rich text", head: "{\\rtf1 ", piece: "{\\b "),
    Shape(name: "paragraphs of rich text", head: "{\\rtf1 ", piece: "Un texte.\\par ", tail: "}"),
    Shape(name: "references of RIS", piece: "TY  - NEWS\nTI  - A\nAB  - Un texte.\nER  - \n"),
    Shape(name: "tags of RIS", head: "TY  - NEWS\n", piece: "AU  - A\n"),
    Shape(
      name: "documents of LexisNexis",
      piece: "                1 of 9 DOCUMENTS\n\n          La Digue\n\n          May 3, 2013\n\n"
        + "HEADLINE: x\n\nBODY:\nUn.\n\n"),
    Shape(
      name: "records of a web archive",
      piece: "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nab\r\n\r\n"),
    Shape(name: "heads of a web archive", piece: "WARC/1.0\r\nX: y\r\n"),
    Shape(name: "a head without an end", head: "WARC/1.0\r\nX: ", piece: "y"),
  ]

  /// Seconds of this thread, so that neighbours do not count.
  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    try body()
    return now() - start
  }

  static func time(_ shape: Shape, _ size: Int) throws -> Double {
    let bytes = shape.bytes(size)
    var options = DumpOptions()
    options.format = shape.format
    return try seconds { try `Broken dumps`.read(bytes, options) }
  }

  @Test(arguments: tables + pages + texts)
  func `twice the input takes no more than twice the time and a bit`(shape: Shape) throws {
    // Small enough for a debug build, large enough to see through what each file costs.
    var size = 8 << 10
    while size < 1 << 20, try Self.time(shape, size) < 0.006 { size *= 2 }
    var ratios: [Double] = []
    // A disturbed measurement is repeated: what is not linear never passes.
    for _ in 0..<4 {
      let once = try min(Self.time(shape, size), Self.time(shape, size))
      let twice = try min(Self.time(shape, 2 * size), Self.time(shape, 2 * size))
      let four = try Self.time(shape, 4 * size)
      ratios = [twice / once, four / twice]
      if ratios.allSatisfy({ $0 <= 2.6 }) { return }
    }
    Issue.record("\(shape.name), \(size) bytes: times grow by \(ratios)")
  }
}
