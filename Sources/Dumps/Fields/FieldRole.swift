import Press

/// What a column or a key contains, guessed from its name in French or English.
enum FieldRole: String, CaseIterable {
  case body, title, published, outlet, url, authors, section, language, id

  /// Names without case, accents, blanks and signs; the first of a role goes before the others.
  private static let names: [(FieldRole, String)] = [
    (
      .body,
      """
      maintext texteoriginal originaltext textoriginal textebrut fulltext textecomplet texteintegral text texte
      articletext articlebody bodytext
      textcontent contenttext cleanedtext cleantext body content contenu corps corpsdutexte
      articlecontent rawtext rawcontent plaintext bodyplain story storytext article contenthtml
      bodyhtml selftext volltext inhalt texto cuerpo testo tekst message html extractedtext ocrtext
      texteocr transcription contentelements contentblocks paragraphs paragraphes sentences
      phrases richtext blocks abstractnote tailparagraphs fullarticle artikeltekst plaintextcontent
      plainpagefulltext artikeltext volltextartikel brodtext brodtekst textintegral tresc
      contenido conteudo contenuto openingtext metin markdown bodynitf plaintextbody lexical mobiledoc
      """
    ),
    (
      .title,
      """
      recordtitle title titre headline articletitle titrearticle heading hed webtitle headlinemain intitule
      titlepage head titel uberschrift schlagzeile titulo titular titolo
      kop overskrift tytul titulek titlu baslik judul cim nadpis name
      """
    ),
    (
      .published,
      """
      datepublish publishedat publishdate publisheddate datepublished publicationdate
      datepublication datedepublication dateedition datededition pubdate dateparution datedeparution published publishtime
      publishedtime webpublicationdate articledate datearticle date datetime datetimepub dateandtime
      firstpublished timestamp jour createdat dateissued issued pubtime numericpubdate datum postcreated createdutc
      created issuedate pubdatetime createdtime erscheinungsdatum fecha
      displaydate firstpublishdate publicationyear numericdate normaliseddate datepub publishingdate
      firstcreated versioncreated publiele parule creele datedecreation cree veroffentlichungsdatum
      erscheinungstag publikationsdatum datadipubblicazione datapubblicazione datadepublicacao
      datapublicacao datadepublicatie publicatiedatum publiceringsdatum udgivelsesdato tarih tanggal
      """
    ),
    (
      .outlet,
      """
      outlet outletname journal newspaper quotidien nomdujournal titredujournal medianame media
      newsoutlet sitename metasitename sourcename publication publicationname publisher
      publishername sourcehostname sourcedomain hostname source mediumname medium zeitung pagename journaltitle domain site
      provider support ispartof paper editeur newspaperid quelle medio fuente periodico giornale fonte
      krant bron veiculo pubfrosting uniformtitle publicationtitle titredepresse papertitle newspapertitle testata jornal tidning avisa dagblad
      kilde kalla kaynak gazete sumber zdroj sursa forras noviny czasopismo gazeta
      """
    ),
    (
      .url,
      """
      url link lien articleurl urlarticle weburl canonicalurl canonicallink permalink href
      sourceurl uri pageurl articlelink warctargeturi respondedurl requestedurl
      """
    ),
    (
      .authors,
      """
      authors author auteur auteurs byline creator dccreator journaliste authorname writer
      signature autor autoren autore verfasser contributor createur forfattare forfatter redacteur redactor redattore giornalista yazar
      penulis szerzo skribent reporter
      """
    ),
    (
      .section,
      "section rubrique sectionname newsdesk category categorie categories rubric ressort rubriek seccion secao sezione sektion"
    ),
    (.language, "language langue lang languagecode metalang inlanguage sprache idioma lingua taal"),
    (
      .id,
      """
      id articleid idarticle uuid guid docid documentid externalid uniqueid storiesid storyid
      identifier identifiant numerodocument idstr
      """
    ),
  ]

  private static let table: [String: (role: FieldRole, rank: Int)] = {
    var table: [String: (role: FieldRole, rank: Int)] = [:]
    for (role, list) in names {
      for (rank, name) in list.split(whereSeparator: { $0 == " " || $0 == "\n" }).enumerated() {
        table[String(name)] = (role, rank)
      }
    }
    return table
  }()

  /// Names whose letters are not those of Latin without accents, in lower case.
  private static let others: [String: FieldRole] = [
    "заголовок": .title, "название": .title, "текст": .body, "дата": .published,
    "источник": .outlet, "издание": .outlet, "сми": .outlet, "автор": .authors, "ссылка": .url,
    "العنوان": .title, "عنوان": .title, "النص": .body, "نص": .body, "التاريخ": .published,
    "تاريخ": .published, "المصدر": .outlet, "الصحيفة": .outlet, "الكاتب": .authors,
    "الرابط": .url, "tytuł": .title, "treść": .body, "źródło": .outlet, "标题": .title,
    "正文": .body, "日期": .published, "来源": .outlet, "作者": .authors, "標題": .title,
    "內容": .body, "内容": .body, "來源": .outlet, "タイトル": .title, "見出し": .title, "本文": .body,
    "日付": .published, "新聞": .outlet, "著者": .authors, "제목": .title, "본문": .body, "일자": .published,
    "날짜": .published, "언론사": .outlet, "기고자": .authors, "기자": .authors, "τίτλος": .title,
    "κείμενο": .body, "ημερομηνία": .published, "πηγή": .outlet, "εφημερίδα": .outlet,
    "συγγραφέας": .authors, "газета": .outlet, "джерело": .outlet, "כותרת": .title, "טקסט": .body,
    "תאריך": .published, "מקור": .outlet, "متن": .body, "تاریخ": .published, "منبع": .outlet,
    "المحتوى": .body, "текст статті": .body, "анонс": .body,
  ]
  /// Names of what is the text only where nothing else is.
  private static let lesser: Set<String> = ["анонс"]

  /// How many blanks a name has that says one thing: «Titre complet de l article de presse».
  private static let blanksAtMost = 6

  /// The role of a field and how good a candidate it is; smaller is better.
  static func guessed(_ name: String) -> (role: FieldRole, rank: Int)? {
    // Clauses of prose are between commas as names do, in every text that is no table.
    if name.utf8.count(where: { $0 == 0x20 }) > blanksAtMost, !name.utf8.contains(0x3A) {
      return nil
    }
    let key = folded(name)
    if let found = table[key] { return found }
    // «Date (jj/mm/aaaa)», «Texte [fr]»: what is in brackets says how it is written.
    if let bracket = name.firstIndex(where: { $0 == "(" || $0 == "[" }), bracket > name.startIndex {
      return guessed(String(name[..<bracket]))
    }
    if key.utf8.count < name.utf8.count {
      // «Дата публикации», «Текст статьи»: the noun comes first.
      let phrase = FieldText.trimmed(name.lowercased())
      let words = phrase.split(separator: " ")
      if let role = others[phrase] ?? (words.count == 2 ? others[String(words[0])] : nil) {
        return (role, lesser.contains(phrase) ? 50 : 0)
      }
    }
    if let plain = withoutSuffix(name) { return guessed(plain) }
    if let local = localName(name) { return guessed(local) }
    // «Titre de l’article», «full_text_clean», «News date»: the words around the noun do not count.
    let all = words(of: name)
    // «le titre» is a phrase and no name.
    if let first = all.first,
      ["le", "la", "les", "the", "un", "une", "a", "d", "l"].contains(first)
    {
      return nil
    }
    let words = all.filter { !modifiers.contains($0) }
    guard words.count == 1, words[0] != key, let found = table[words[0]], found.role != .id,
      found.role != .url
    else { return nil }
    return (found.role, found.rank + 40)
  }

  /// Endings by which Solr tells the types of fields: «title_t», «full_text_tesim», «date_dt».
  private static let suffixes: Set<Substring> = [
    "t", "s", "ss", "txt", "dt", "dts", "i", "is", "tesim", "tesi", "teim", "tei", "ssi", "ssim",
    "ssm", "si", "sim", "sm", "dtsi", "dtsim", "isi", "isim", "tsi", "tsim", "tsm", "html",
  ]

  private static func withoutSuffix(_ name: String) -> String? {
    guard let low = name.lastIndex(of: "_"), low > name.startIndex else { return nil }
    let last = name[name.index(after: low)...]
    if suffixes.contains(last) { return String(name[..<low]) }
    // «text_txt_fr»: the type says the language as well.
    let stem = name[..<low]
    guard last.utf8.count == 2, let inner = stem.lastIndex(of: "_"), inner > stem.startIndex,
      ["txt", "t", "s", "text"].contains(stem[stem.index(after: inner)...])
    else { return nil }
    return String(stem[..<inner])
  }

  /// The name without what says where it comes from: `dcterms:title`, `Dublin Core:Title`,
  /// `dc.title[fr]`, `dc.contributor.author`; nil when nothing of the kind is in front.
  private static func localName(_ name: String) -> String? {
    if let colon = name.lastIndex(of: ":") {
      let local = name[name.index(after: colon)...]
      return local.isEmpty || local.contains(" ") && colon == name.startIndex
        ? nil : String(local)
    }
    let key = name.lowercased()
    guard key.hasPrefix("dc.") || key.hasPrefix("dcterms.") || key.hasPrefix("bibo.") else {
      return nil
    }
    let plain = name.prefix { $0 != "[" }
    return plain.split(separator: ".").last.map(String.init)
  }

  private static let modifiers: Set<String> = [
    "article", "articles", "de", "du", "des", "la", "le", "l", "d", "of", "the", "news", "presse",
    "press", "complet", "complete", "integral", "full", "main", "original", "brut", "raw", "clean",
    "cleaned", "nettoye", "propre", "nom", "post", "noticia", "noticias", "articolo", "artikel",
    "artikels", "artikkel", "completo", "completa", "del", "della", "dell", "der", "des", "da",
    "do",
    "di", "van", "het", "publicacion", "pubblicazione", "publicatie",
  ]

  /// The words of a name: «publishedAt», «date_de_parution», «Titre de l’article».
  static func words(of name: String) -> [String] {
    var words: [String] = [""]
    var wasSmall = false
    for scalar in name.unicodeScalars {
      let isCapital = ("A"..."Z").contains(scalar)
      let letter = folded(String(scalar))
      if letter.isEmpty || isCapital && wasSmall { words.append("") }
      words[words.count - 1] += letter
      wasSmall = !isCapital && !letter.isEmpty
    }
    return words.filter { !$0.isEmpty }
  }

  /// The role of `name` when `map` is what the person said: `["title": "Titre"]`.
  static func role(of name: String, map: [String: String]) -> (role: FieldRole, rank: Int)? {
    if map.isEmpty { return guessed(name) }
    let key = folded(name)
    for (field, column) in map where column == name || folded(column) == key {
      if let role = FieldRole(rawValue: field) ?? guessed(field)?.role { return (role, -1) }
    }
    return guessed(name)
  }

  /// Small Latin letters and digits of `name`, without accents.
  static func folded(_ name: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": key.append(scalar)
      case "A"..."Z": key.append(Unicode.Scalar(scalar.value + 32) ?? scalar)
      case "à", "â", "ä", "á", "ã", "å", "À", "Â", "Ä", "Á", "Ã", "Å": key.append("a")
      case "é", "è", "ê", "ë", "É", "È", "Ê", "Ë": key.append("e")
      case "î", "ï", "í", "ì", "Î", "Ï", "Í": key.append("i")
      case "ô", "ö", "ó", "ò", "õ", "ø", "º", "Ô", "Ö", "Ó", "Õ", "Ø": key.append("o")
      case "ù", "û", "ü", "ú", "Ù", "Û", "Ü", "Ú": key.append("u")
      case "ç", "Ç": key.append("c")
      case "ñ", "Ñ": key.append("n")
      default: break
      }
    }
    return String(key)
  }
}

/// One named value of a record, with what its name says it is.
struct RecordField {
  var name: String
  var role: FieldRole?
  /// Smaller is a better candidate for the role.
  var rank = 0
  var value: Metadata

  init(_ name: String, _ value: Metadata, map: [String: String] = [:]) {
    self.name = name
    self.value = value
    if let (role, rank) = FieldRole.role(of: name, map: map) {
      self.role = role
      self.rank = rank
    }
  }

  init(_ name: String, role: FieldRole?, rank: Int, value: Metadata) {
    self.name = name
    self.role = role
    self.rank = rank
    self.value = value
  }
}
