import Press
import Testing

@testable import Dumps

@Suite struct `Tables of articles` {
  @Test(arguments: [
    "titre;texte;date;journal\nA;\"Corps; un\nDeux \"\"trois\"\"\";31/12/2021;La Digue\n",
    "sep=;\ntitre;texte;date;journal\r\nA;\"Corps; un\r\nDeux \"\"trois\"\"\";31/12/2021;La Digue\r\n",
    "titre\ttexte\tdate\tjournal\nA\t\"Corps; un\nDeux \"\"trois\"\"\"\t2021-12-31\tLa Digue",
    "\u{FEFF}Titre de l’article,Texte,Date de parution,Nom du journal\nA,\"Corps; un\nDeux \"\"trois\"\"\",31 décembre 2021,La Digue",
    "headline|body|published_at|newspaper\rA|\"Corps; un\rDeux \"\"trois\"\"\"|12/31/2021|La Digue\r",
    "Export du 3 mai;;;\ntitre;texte;date;journal\nA;\"Corps; un\nDeux \"\"trois\"\"\";44561;La Digue;;\n",
  ])
  func `delimiters, headers and line ends are found`(text: String) throws {
    let got = try Reading(text)
    let article = try #require(got.articles.first, "\(got.rejects) \(got.errors)")
    #expect(got.articles.count == 1)
    #expect(article.title == "A")
    #expect(article.body == "Corps; un\nDeux \"trois\"")
    #expect(article.published?.iso == "2021-12-31")
    #expect(article.outlet == "La Digue")
  }

  @Test func `a row that does not fit is a reject with its line`() throws {
    let got = try Reading(
      "id,title,text\n1,A,Un.\n2,B\n3,C,Trois, quatre\n4,D,\n\n5,E,\"Cinq\n6,F,Six.\n7,G,Sept.\n")
    #expect(got.articles.map(\.body) == ["Un.", "Six.", "Sept."])
    #expect(got.rejects.map(\.origin.line) == [3, 4, 5, 7])
    #expect(got.rejects[0].reason.hasPrefix("too few fields: 2 where the table has 3 columns"))
    #expect(got.rejects[1].reason.hasPrefix("too many fields"))
    #expect(got.rejects[2].reason.contains("«text» contains none"))
    #expect(got.rejects[3].reason.hasPrefix("a quotation mark opens a field"))
  }

  /// Each row: a table, the texts of its articles, the lines of its rejects, and what is said.
  @Test(arguments: [
    (
      "title,text,outlet,date\nA,Un.,R,2021\nB,Deux.\nC,Trois.,R,2021\n",
      ["Un.", "Deux.", "Trois."], [],
      "rows with fewer fields than the table has columns: 1"
    ),
    // A line end without quotation marks makes two short rows of one.
    (
      "title,text,outlet,date\nA,Un.,R,2021\nB,Deux\net demi.,R,2021\nC,Trois.,R,2021\n",
      ["Un.", "Trois."],
      [3, 4], ""
    ),
    ("title,text,outlet\nA,Un.,R,S,T\nB,Deux.,R,,\n", ["Deux."], [2], ""),
    (
      "title,text\nA,Un.\ntitle,text\nB,Deux.\n", ["Un.", "Deux."], [],
      "rows that repeat the names of the columns were passed over: 1"
    ),
  ])
  func `rows without their last fields are read, and broken ones are not`(
    table: String, texts: [String], lines: [Int], said: String
  ) throws {
    let got = try Reading(table)
    #expect(got.articles.map(\.body) == texts, "\(got.rejects)")
    #expect(got.rejects.map(\.origin.line) == lines)
    #expect(said.isEmpty ? got.warnings.isEmpty : got.warnings.contains { $0.contains(said) })
  }

  @Test(arguments: [
    ("title,text\nA,Un.\n", "title, text"),
    (#"{"title":"A","text":"Un."}"#, "title, text"),
    ("<all><doc title='A'><text>Un beau jour de mai.</text></doc></all>", "title"),
  ])
  func `a column that no record has is an error before anything is given`(
    text: String, names: String
  ) throws {
    var options = DumpOptions()
    options.fieldMap = ["outlet": "nosuch"]
    let got = try Reading(text, options: options)
    #expect(got.articles.isEmpty)
    #expect(
      got.errors.map(\.problem) == [
        "--map outlet=nosuch: none of the 1 records has a column or key «nosuch»; there are: "
          + names
      ])
    options.fieldMap = ["body": "text"]
    #expect(try Reading(text, options: options).articles.count == 1)
    let folder = try Folders.make([("a.dump", text)])
    defer { Folders.remove(folder) }
    options.fieldMap = ["outlet": "nosuch"]
    let found = try Reading(paths: [folder], options: options)
    #expect(found.articles.count == 1, "other files of the folder may have it")
    #expect(found.warnings.contains { $0.contains("no record has a column or key «nosuch»") })
  }

  @Test(arguments: [
    (["04/05/2021", "13/05/2021"], ["2021-05-04", "2021-05-13"], 0),
    (["04/05/2021", "05/13/2021"], ["2021-04-05", "2021-05-13"], 0),
    (["05/13/2021", "04/05/2021"], ["2021-05-13", "2021-04-05"], 0),
    (["04/05/2021", "06/07/2021"], ["2021-05-04", "2021-07-06"], 1),
    (["04/04/2021", "06/06/2021"], ["2021-04-04", "2021-06-06"], 0),
    (["03/02/2021", "31/02/2021", "02/25/2021"], ["2021-02-03", "", "2021-02-25"], 2),
    (["13/02/2021", "03/02/2021", "02/25/2021"], ["2021-02-13", "2021-02-03", "2021-02-25"], 1),
    (
      ["02/25/2021", "03/02/2021", "13/02/2021", "14/02/2021"],
      ["2021-02-25", "2021-02-03", "2021-02-13", "2021-02-14"], 1
    ),
    (
      ["02/25/2021", "02/26/2021", "13/02/2021", "03/02/2021"],
      ["2021-02-25", "2021-02-26", "2021-02-13", "2021-03-02"], 1
    ),
    (
      ["04/05/2021 10:00", "", "05/30/2021 11:00"], ["2021-04-05T10:00", "", "2021-05-30T11:00"], 0
    ),
  ])
  func `the order of day and month is decided on the column`(
    dates: [String], wanted: [String], warnings: Int
  ) throws {
    let rows = dates.map { "T,Corps.,\($0)\n" }.joined()
    let got = try Reading("title,text,date\n" + rows)
    #expect(got.articles.map { $0.published?.iso ?? "" } == wanted)
    #expect(got.warnings.count == warnings)
    #expect(got.articles.map(\.origin.record) == Array(1...dates.count))
  }

  @Test(arguments: [
    ("Corps", ["2021-02-03", "2021-02-25"], 1), ("The body", ["2021-03-02", "2021-02-25"], 0),
  ])
  func `one date with the month first does not turn a table that is not in English`(
    word: String, wanted: [String], warnings: Int
  ) throws {
    let text = String(repeating: word + " du port de Lima. ", count: 8)
    let got = try Reading("title,text,date\nT,\(text),03/02/2021\nU,\(text),02/25/2021\n")
    #expect(got.articles.map { $0.published?.iso ?? "" } == wanted)
    #expect(got.warnings.count == warnings)
  }

  @Test func `what has no column of its own is kept, what stands twice is not`() throws {
    let got = try Reading(
      "url,title,text,description,note,note,,authors\n"
        + "https://a.invalid//x,T,Corps.,Corps.,n1,n2,v,\"['Anne Roy', \"\"Luc d'Or\"\"]\"\n")
    let article = try #require(got.articles.first)
    #expect(article.authors == ["Anne Roy", "Luc d'Or"])
    #expect(article.outlet == "a.invalid")
    #expect(article.kept("outlet_rule") == .text("url"))
    #expect(article.url == "https://a.invalid/x")
    #expect(article.kept("description") == nil)
    #expect(article.kept("note") == .text("n1"))
    #expect(article.kept("note 2") == .text("n2"))
    #expect(article.kept("column 7") == .text("v"))
  }

  @Test(arguments: [
    (["titel": "x"], 0, 0), (["body": "Inhoud", "title": "Schlagzeile"], 3, 0),
    (["text": "Inhoud"], 3, 0),
  ])
  func `a table whose names are foreign is one, and a person can say what they mean`(
    map: [String: String], articles: Int, rejects: Int
  ) throws {
    let rows = (1...3).map {
      "Meldung \($0);Die Fähre \($0), sagte Anna Roy, fährt;2021-05-0\($0)\n"
    }
    var options = DumpOptions()
    options.fieldMap = map
    let got = try Reading("Schlagzeile;Inhoud;Erschienen\n" + rows.joined(), options: options)
    #expect(got.articles.count == articles)
    #expect(got.rejects.count == rejects)
    #expect(got.articles.first.map { $0.body == "Die Fähre 1, sagte Anna Roy, fährt" } != false)
    #expect(
      got.rejects.first.map { $0.reason.contains("(Schlagzeile, Inhoud, Erschienen)") } != false)
  }

  @Test func `a foreign table with long texts is told from what it holds, and says so`() throws {
    let body = String(repeating: "Die Fähre fährt nicht. ", count: 20)
    let rows = (1...5).map { "Die Meldung des Tages \($0);\(body);2021-05-0\($0)\n" }
    let got = try Reading("Schlagzeile;Inhoud;Erschienen\n" + rows.joined())
    #expect(got.articles.count == 5)
    #expect(got.articles.first?.published?.iso == "2021-05-01")
    #expect(got.warnings.first?.contains("Inhoud = body") == true)
  }

  @Test func `an opinion is no outlet, and the original text is the text`() throws {
    let got = try Reading(
      "Titre,TexteOriginal,Texte,Avis\nLa gare,La gare rouvrira.,gare rouvrir,Favorable\n")
    #expect(got.articles.map(\.body) == ["La gare rouvrira."])
    #expect(got.articles.map(\.outlet) == [nil])
  }

  @Test func `verse with commas is no table`() throws {
    let got = try Reading("Il pleut, encore\nBonjour, Paul\nLe port, 12\n")
    #expect(got.articles.map(\.body) == ["Il pleut, encore\nBonjour, Paul\nLe port, 12\n"])
  }

  @Test func `a table without names is told from what it holds, and says so`() throws {
    let body = String(repeating: "Le port attend les bateaux. ", count: 20)
    let rows = (1...5).map {
      "https://a.invalid/\($0);2021-05-0\($0);Le titre du jour \($0) est long;\(body)\n"
    }
    let got = try Reading(rows.joined())
    #expect(got.articles.count == 5)
    #expect(got.articles.first?.title == "Le titre du jour 1 est long")
    #expect(got.articles.first?.published?.iso == "2021-05-01")
    #expect(got["columns_rule"] == .text("content"))
    #expect(got.warnings.count == 1)
  }

  @Test func `fields may be huge, and hold what texts should not`() throws {
    let huge = String(repeating: "abcdefgh\n", count: 40_000)
    let got = try Reading("title,text\nA,\"\(huge)\"\nB,x\u{0}y\n")
    #expect(got.articles.map(\.body.utf8.count) == [360_000, 5])
    #expect(got.articles[1].body == "x\u{FFFD}y")
  }

  @Test func `a row in an old charset is decoded as a whole`() throws {
    let bytes =
      Array("titre;texte\nPlain;ASCII\n".utf8) + [0xC9, 0x74, 0xE9] + Array(";".utf8)
      + Array("Corps ".utf8) + [0x92, 0x9C, 0x80]
    let got = try Reading(bytes)
    #expect(got.articles.map(\.title) == ["Plain", "Été"])
    #expect(got.articles[1].body == "Corps ’œ€")
    #expect(got.files[0].charsetRule == .fallback)
    var options = DumpOptions()
    options.charset = "iso-8859-15"
    let latin9 = try Reading(
      Array("titre;texte\nA;1 ".utf8) + [0xA4, 0x20, 0xBD], options: options)
    #expect(latin9.articles[0].body == "1 € œ")
    #expect(latin9.files[0].charsetRule == .declared)
  }

  @Test(arguments: [
    "Le maire, la préfète, et le port, disent non.\nOui, dit-il, et encore, encore, oui.\n",
    "date;heure\n1;2\n",
    "Il a dit : « Le texte, le titre, la date. »\nPuis rien.\n",
  ])
  func `prose with commas is no table`(text: String) throws {
    #expect(try Reading(text).format == "text")
  }
}
