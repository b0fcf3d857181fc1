import Press
import Testing

@testable import Dumps

/// Files as scrapers, interfaces, editors and press databases write them.
@Suite struct `Files of tools` {
  static let lead =
    "Le port de Lima rouvrira lundi matin, a dit la maire, Odile Lindqvist, devant le conseil."
  static let rest =
    "« Nous avons attendu deux ans », a-t-elle ajouté, et Taras Hrytsenko a promis un bateau de plus."

  private static let page =
    "<html><head><title>Le port</title><meta property='og:site_name' content='La Rive'></head><body><nav>Menu"
    + "</nav><article><h1>Le port</h1><p>\(lead)</p><p>\(rest)</p></article></body></html>"
  private static let paragraphs = "\(lead)\n\n\(rest)"

  /// Each row: the name of the file, its text, and title, outlet, day, writers and text of its articles.
  private static let files: [(String, String, [String])] = [
    // Tables
    (
      "a.csv",
      "titre ; date ; journal ; texte ; note\n\"Le port\" ; 09/05/2023 ; La Rive ; \"\(lead)\" ; 0,75\n"
        + "\"Le pont\" ; 19/05/2023 ; La Rive ; \"\(rest)\" ; 1,2\n",
      [
        "Le port | La Rive | 2023-05-09 |  | \(lead)",
        "Le pont | La Rive | 2023-05-19 |  | \(rest)",
      ]
    ),
    (
      "a.csv",
      "Le port de Lima rouvre;2023-05-09;0,75;\(lead)\nLe pont de la rive ferme;2023-05-10;0,8;\(rest)\n",
      [
        "Le port de Lima rouvre | - | 2023-05-09 |  | \(lead)",
        "Le pont de la rive ferme | - | 2023-05-10 |  | \(rest)",
      ]
    ),
    (
      "a.csv", "text\n\"\(lead)\"\n\"\(rest)\"\n",
      ["- | - | - |  | \(lead)", "- | - | - |  | \(rest)"]
    ),
    (
      "a.csv", "titre,texte\nA,\"\(lead)\"\ntitle,text\nB,\"\(rest)\"\n",
      ["A | - | - |  | \(lead)", "B | - | - |  | \(rest)"]
    ),
    (
      "a.csv",
      "source,author,title,publishedAt,content\n\"{'id': None, 'name': 'La Rive'}\",\"['Ann Ek', 'Publié Le']\","
        + "Le port,2023-05-09T08:30:00Z,\"\(lead)\"\n",
      ["Le port | La Rive | 2023-05-09T08:30:00Z | Ann Ek | \(lead)"]
    ),
    (
      "a.csv", "title,date,source,text\n#N/A,NaT,#REF!,\"\(lead)\"\n", ["- | - | - |  | \(lead)"]
    ),
    (
      "a.csv",
      "\"Titre\nde l'article\",Source,\"Date\n(jj/mm/aaaa)\",Texte [fr]\nLe port,La Rive,19/05/2023,\"\(lead)\"\n",
      ["Le port | La Rive | 2023-05-19 |  | \(lead)"]
    ),
    (
      "a.csv", "Tweet Id,Text,Name,Screen Name\n1,\"\(lead)\",La Rive,rive\n",
      ["- | - | - | La Rive | \(lead)"]
    ),
    (
      "a.csv",
      "Überschrift;Datum;Quelle;Artikeltext;Verfasser\nLe port;9. Mai 2023;La Rive;\"\(lead)\";Ann Ek\n",
      ["Le port | La Rive | 2023-05-09 | Ann Ek | \(lead)"]
    ),
    (
      "a.csv",
      "Titular;Fecha;Medio;Cuerpo de la noticia\nLe port;9 de mayo de 2023;La Rive;\"\(lead)\"\n",
      ["Le port | La Rive | 2023-05-09 |  | \(lead)"]
    ),
    (
      "a.csv",
      "Заголовок,Дата публикации,Источник,Текст статьи\nLe port,9 мая 2023,La Rive,\"\(lead)\"\n",
      ["Le port | La Rive | 2023-05-09 |  | \(lead)"]
    ),
    (
      "a.csv", "제목,일자,언론사,본문\nLe port,20230509,La Rive,\"\(lead)\"\n",
      ["Le port | La Rive | 2023-05-09 |  | \(lead)"]
    ),
    // JSON
    (
      "a.json", #"[{"url":"https://rive.invalid/1","html":"\#(page)"}]"#,
      ["Le port | La Rive | - |  | \(paragraphs)"]
    ),
    ("a.json", #"[{"title":"A","uri":"1","text":"\#(lead)"}]"#, ["A | - | - |  | \(lead)"]),
    (
      "a.json", #"[{"title":"A","text":"\#(lead)","full_text":"\#(lead) \#(rest)"}]"#,
      ["A | - | - |  | \(lead) \(rest)"]
    ),
    (
      "a.json", #"{"thread":{"title":"A","site":"rive.invalid"},"title":"","text":"\#(lead)"}"#,
      ["A | rive.invalid | - |  | \(lead)"]
    ),
    (
      "a.json",
      #"[{"title":"A","date":"2023-05-09","sections":[{"heading":"","text":"\#(lead)"},{"heading":"Suite","text":"\#(rest)"}]}]"#,
      ["A | - | 2023-05-09 |  | \(lead)\n\nSuite\n\n\(rest)"]
    ),
    (
      "a.json", #"[{"title":"A","interview":[{"question":"Quand ?","answer":"\#(rest)"}]}]"#,
      ["A | - | - |  | Quand ?\n\n\(rest)"]
    ),
    (
      "a.json",
      #"{"segments":[{"start":0.0,"end":4.0,"text":"\#(lead)","speaker":"A"},{"start":4.0,"end":6.0,"text":"Oui.","speaker":"A"},{"start":6.0,"end":8.0,"text":"\#(rest)","speaker":"B"}],"language":"fr"}"#,
      ["- | - | - |  | A: \(lead) Oui.\n\nB: \(rest)"]
    ),
    (
      "a.json",
      #"[{"title":{"en":"The port","fr":"Le port"},"body":{"en":"The port.","fr":"\#(lead)"}}]"#,
      ["Le port | - | - |  | \(lead)"]
    ),
    (
      "a.json",
      #"{"posts":[{"title":"A","html":null,"mobiledoc":"{\"version\":\"0.3.1\",\"markups\":[],\"sections\":[[1,\"p\",[[0,[],0,\"\#(lead)\"]]]]}"}]}"#,
      ["A | - | - |  | \(lead)"]
    ),
    (
      "a.json",
      #"{"docs":[{"headline":"A","published":"2023-05-09","provider":"La Rive","news":["\#(lead)","\#(rest)"]}]}"#,
      ["A | La Rive | 2023-05-09 |  | \(paragraphs)"]
    ),
    (
      "a.har",
      #"{"log":{"entries":[{"request":{"url":"https://rive.invalid/1"},"response":{"content":{"mimeType":"text/html","text":"\#(page)"}}},{"request":{"url":"https://rive.invalid/a.png"},"response":{"content":{"mimeType":"image/png"}}}]}}"#,
      ["Le port | La Rive | - |  | \(paragraphs)"]
    ),
    // Texts
    (
      "a.txt",
      "https://rive.invalid/1\nLe port\n9 mai 2023\n\(lead)\n\nhttps://rive.invalid/2\nLe pont\n10 mai 2023\n\(rest)\n",
      [
        "Le port | rive.invalid | 2023-05-09 |  | \(lead)",
        "Le pont | rive.invalid | 2023-05-10 |  | \(rest)",
      ]
    ),
    (
      "a.txt",
      "<<<DEBUT 1>>>\nLe port\n9 mai 2023\n\(lead)\n<<<FIN>>>\n<<<DEBUT 2>>>\nLe pont\n10 mai 2023\n\(rest)\n<<<FIN>>>\n",
      ["Le port | - | 2023-05-09 |  | \(lead)", "Le pont | - | 2023-05-10 |  | \(rest)"]
    ),
    (
      "a.txt",
      "La Rive, p. 3\n9 mai 2023\nLe port\nPar Ann Ek\n\n\(lead)\n\nLe Phare, p. 4\n10 mai 2023\nLe pont\nPar Nils Ek\n\n\(rest)\n",
      [
        "Le port | La Rive | 2023-05-09 | Ann Ek | \(lead)",
        "Le pont | Le Phare | 2023-05-10 | Nils Ek | \(rest)",
      ]
    ),
    (
      "a.txt",
      "1. Le port (La Rive, 9 mai 2023)\n\(lead)\n\n2. Le pont (Le Phare, 10 mai 2023)\n\(rest)\n",
      [
        "Le port | La Rive | 2023-05-09 |  | \(lead)",
        "Le pont | Le Phare | 2023-05-10 |  | \(rest)",
      ]
    ),
    (
      "a.txt", "#1\nLe port\n2023-05-09\n\(lead)\n\n#2\nLe pont\n2023-05-10\n\(rest)\n",
      ["Le port | - | 2023-05-09 |  | \(lead)", "Le pont | - | 2023-05-10 |  | \(rest)"]
    ),
    (
      "a.txt",
      "Record: 1\nTitle: Le port\nSource: La Rive, 9 mai 2023\nFull Text: \(lead)\n\nRecord: 2\nTitle: Le pont\nSource: La Rive, 10 mai 2023\nFull Text: \(rest)\n",
      [
        "Le port | La Rive | 2023-05-09 |  | \(lead)",
        "Le pont | La Rive | 2023-05-10 |  | \(rest)",
      ]
    ),
    (
      "a.txt",
      "Le port\n\nLa Rive vom 09.05.2023, S. 3\n\n\(lead)\n\nQuelle: La Rive vom 09.05.2023, S. 3\nDokumentnummer: 12\nDauerhafte Adresse des Dokuments: https://x.invalid/1\n",
      ["Le port | La Rive | 2023-05-09 |  | \(lead)"]
    ),
    (
      "a.txt", "Le port de Lima rouvre | La Rive | 09/05/2023 | Ann Ek\n\n\(lead)",
      ["Le port de Lima rouvre | La Rive | 2023-05-09 | Ann Ek | \(lead)"]
    ),
    (
      "a.txt", "source=La Rive\ndate=2023-05-09\n\n\(lead)",
      ["- | La Rive | 2023-05-09 |  | \(lead)"]
    ),
    ("a.txt", "FROM: La Rive\nDATE: 9 May 2023\n\n\(lead)", ["- | - | 2023-05-09 |  | \(lead)"]),
    (
      "a.txt",
      "Nom de la source\nLa Rive\nType de source\nPresse\n\nmardi 9 mai 2023\nLa Rive • p. 3 • 162 mots\n\nLe port\nANN EK\n\n\(lead)\n\n© 2023 La Rive. Tous droits réservés.\nnews·20230509·RIV·001\n",
      ["Le port | La Rive | 2023-05-09 | ANN EK | \(lead)"]
    ),
    // Pages
    (
      "a.html",
      "<html><head><title>Le port</title></head><body><h1>Le port</h1>\(lead)<br><br>\(rest)<br><br>\(lead) Bis.</body></html>",
      ["Le port | - | - |  | \(paragraphs)\n\n\(lead) Bis."]
    ),
    (
      "a.html",
      "<html><!--\n Page saved with SingleFile \n url: https://rive.invalid/1 \n--><head><title>Le port</title></head><body><article><h1>Le port</h1><p>\(lead)</p><p>\(rest)</p></article></body></html>",
      ["Le port | rive.invalid | - |  | \(paragraphs)"]
    ),
    (
      "a.html",
      "<html><head><title>Le port</title></head><body><article><header><h1 class='p-name'>Le port</h1></header><section class='e-content'><h3>Le port</h3><p>\(lead)</p><p>\(rest)</p></section><footer><p>By <a class='p-author'>Ann Ek</a></p><p><a href='https://rive.invalid/1' class='p-canonical'>Link</a></p></footer></article></body></html>",
      ["Le port | rive.invalid | - | Ann Ek | \(paragraphs)"]
    ),
    (
      "a.html",
      "<table><tr><td>Titre</td><td>Journal</td><td>Texte</td></tr><tr><td>Le port</td><td>La Rive</td><td>\(lead)</td></tr></table>",
      ["Le port | La Rive | - |  | \(lead)"]
    ),
    // Scans
    (
      "a.xml",
      "<alto><Layout><Page><PrintSpace><TextBlock ID='b' IDNEXT='c'><TextLine><String CONTENT='Deux, dit-'/></TextLine><TextLine><String CONTENT='elle.'/></TextLine></TextBlock><TextBlock ID='a' IDNEXT='b'><TextLine><String CONTENT='Un.'/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>",
      ["- | - | - |  | Un.\n\nDeux, dit-elle."]
    ),
    (
      "a.xml",
      "<PcGts><Page><TextRegion custom='readingOrder {index:1;}'><TextLine custom='readingOrder {index:1;}'><TextEquiv><Unicode>tement.</Unicode></TextEquiv></TextLine><TextLine custom='readingOrder {index:0;}'><TextEquiv><Unicode>Le dépar¬</Unicode></TextEquiv></TextLine></TextRegion><TextRegion custom='readingOrder {index:0;}'><TextLine><TextEquiv><Unicode>Un.</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>",
      ["- | - | - |  | Un.\n\nLe département."]
    ),
    // XML
    (
      "a.xml",
      "<modsCollection><mods><titleInfo><title>Le port</title></titleInfo><relatedItem type='host'><titleInfo><title>La Rive</title></titleInfo><part><date>2023-05-09</date></part></relatedItem><abstract>\(lead) \(rest)</abstract></mods><mods><titleInfo><title>Le pont</title></titleInfo><abstract>\(rest) \(lead)</abstract></mods></modsCollection>",
      [
        "Le port | La Rive | 2023-05-09 |  | \(lead) \(rest)",
        "Le pont | - | - |  | \(rest) \(lead)",
      ]
    ),
    (
      "a.enex",
      "<en-export><note><title>Le port</title><created>20230509T063000Z</created><note-attributes><source>web.clip</source><source-url>https://rive.invalid/1</source-url></note-attributes><content><![CDATA[<en-note><div>\(lead)</div><div>\(rest)</div></en-note>]]></content></note></en-export>",
      ["Le port | rive.invalid | 2023-05-09T06:30:00Z |  | \(paragraphs)"]
    ),
    (
      "a.xml",
      "<pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'><pkg:part pkg:name='/word/document.xml'><pkg:xmlData><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>\(lead)</w:t></w:r></w:p></w:body></w:document></pkg:xmlData></pkg:part></pkg:package>",
      ["- | - | - |  | \(lead)"]
    ),
    (
      "a.json",
      #"[{"title":"A","markdown":"**\#(lead)**\n\n## Suite\n\n[\#(rest)](https://rive.invalid/2)"}]"#,
      ["A | - | - |  | \(lead)\n\nSuite\n\n\(rest)"]
    ),
    (
      "a.txt", "{Exclusif} Le port ferme\n\n\(lead)",
      ["- | - | - |  | {Exclusif} Le port ferme\n\n\(lead)"]
    ),
    // Mail
    (
      "a.eml",
      "From: Ann Ek <a@lima.invalid>\nSubject: TR: revue\nDate: Wed, 10 May 2023 06:00:00 +0200\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nPour information.\n\n-----Message d'origine-----\nDe : La Rive <a@rive.invalid>\nEnvoyé : mardi 9 mai 2023 08:30\nÀ : Ann\nObjet : Le port\n\n\(lead)\n",
      ["Le port | La Rive | 2023-05-09T08:30 |  | \(lead)"]
    ),
    (
      "a.eml",
      "From: La Rive <a@rive.invalid>\nSubject: Le port\nDate: Tue, 09 May 2023 06:00:00 +0200\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nVoir dans le navigateur\n\n\(lead)\n\nVous recevez cet e-mail car vous êtes abonné.\nSe désinscrire\n",
      ["Le port | La Rive | 2023-05-09T06:00:00+02:00 |  | \(lead)"]
    ),
  ]

  @Test(arguments: files)
  func `are read`(name: String, dump: String, wanted: [String]) throws {
    let got = try Reading(dump, name: name)
    #expect(got.articles.map(Self.line) == wanted, "\(got.rejects) \(got.errors)")
  }

  private static func line(_ article: Article) -> String {
    let parts: [String] = [
      article.title ?? "-", article.outlet ?? "-", article.published?.iso ?? "-",
      article.authors.joined(separator: ", "), article.body.trimmed ?? "",
    ]
    return parts.joined(separator: " | ")
  }

  /// Each row: the name of the file, its text, and what is said of it.
  @Test(arguments: [
    ("a.tsv", "start\tend\ttext\n0\t400\t\(lead)\n400\t900\t\(rest)\n", "transcript"),
    ("a.RData", "RDX3\nX\n", "data of R"), ("a.sav", "$FL2@(#) SPSS", "data of SPSS"),
    ("a.dta", "<stata_dta><header></header></stata_dta>", "data of Stata"),
    (
      "a.html",
      "<html><head><title>A</title></head><body><article><h1>A</h1><p>\(lead)</p><p>« Nous av",
      "1 text was cut"
    ),
    (
      "a.json", #"{"rows":[{"row":{"title":"A","text":"\#(lead)"},"truncated_cells":["text"]}]}"#,
      "1 text was cut"
    ),
  ])
  func `are refused or warned about by name`(name: String, dump: String, said: String) throws {
    let got = try Reading(dump, name: name)
    let all = got.errors.map(\.problem) + got.warnings + got.rejects.map(\.reason)
    #expect(all.contains { $0.contains(said) }, "\(all)")
  }

  /// Each row: files in a folder, and title, outlet, day, writers and text of the articles in it.
  private static let folders: [([String: String], [String])] = [
    (
      ["a.txt": lead, "a.json": #"{"title":"Le port","date":"2023-05-09","source":"La Rive"}"#],
      ["Le port | La Rive | 2023-05-09 |  | \(lead)"]
    ),
    (
      [
        "b.html": page, "b.meta.yaml": "journal: Le Phare\ndate: 2023-05-09\n",
      ], ["Le port | La Rive | 2023-05-09 |  | \(paragraphs)"]
    ),
    // What has a text of its own is an article.
    (
      ["a.txt": lead, "a.json": #"{"title":"Le pont","text":"\#(rest)"}"#],
      ["Le pont | - | - |  | \(rest)", "- | - | - |  | \(lead)"]
    ),
    (
      ["index.tsv": "file\ttitle\tsource\na.txt\tLe port\tLa Rive\n", "a.txt": lead],
      ["Le port | La Rive | - |  | \(lead)"]
    ),
    (
      ["meta.jsonl": #"{"filename":"a.txt","title":"Le port"}"# + "\n", "a.txt": lead],
      ["Le port | - | - |  | \(lead)"]
    ),
    (
      [
        "posts.csv": "post_id,post_date,title\n12.le-port,2023-05-09T08:30:00Z,Le port\n",
        "posts/12.le-port.html": "<p>\(lead)</p><p>\(rest)</p>",
      ], ["Le port | - | 2023-05-09T08:30:00Z |  | \(paragraphs)"]
    ),
    (["La Rive 09.05.2023.txt": lead], ["- | - | 2023-05-09 |  | \(lead)"]),
    (["2023/05/09/a.txt": lead], ["- | - | 2023-05-09 |  | \(lead)"]),
    (
      ["2023/05/a.txt": lead, "99/05/09/b.txt": rest],
      ["- | - | - |  | \(lead)", "- | - | - |  | \(rest)"]
    ),
    (
      [
        "Le port.html": page, "Le port_files/ads.json": #"{"text":"Achetez."}"#,
        "Le port_files/notes.txt": "Crédits.",
      ], ["Le port | La Rive | - |  | \(paragraphs)"]
    ),
    // A folder of that name without its page is one like others.
    (["notes_files/a.txt": lead], ["- | - | - |  | \(lead)"]),
  ]

  @Test(arguments: folders)
  func `are read with what lies beside them`(files: [String: String], wanted: [String]) throws {
    let got = try `Folders of articles`.reading(files)
    #expect(got.articles.map(Self.line) == wanted, "\(got.rejects) \(got.errors)")
  }
}
