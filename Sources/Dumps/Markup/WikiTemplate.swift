/// One template of a wiki page: its name, its arguments, and the words that it prints.
struct WikiTemplate {
  /// Where a template is on its line.
  enum Place {
    /// Alone on its line: boxes, banners, navigation.
    case block
    /// First on its line, with text after it.
    case lineStart
    /// Among text.
    case inline
  }

  /// In small letters, with blanks for low lines.
  let name: String
  /// The name as it is written.
  private let printed: String
  /// Arguments without a name, in order, without blanks around them.
  private(set) var plain: [String] = []
  /// Arguments with a name in small letters.
  private var named: [String: String] = [:]

  /// Reads the name and the arguments, which are between bars.
  init(_ parts: [String]) {
    printed = parts[0].trimmed ?? ""
    name = printed.lowercased().replacing("_", with: " ")
    for part in parts.dropFirst() {
      if let equals = part.firstIndex(of: "="), let key = part[..<equals].trimmed, key.count < 24,
        !key.contains("<"), !key.contains("[")
      {
        let value = part[part.index(after: equals)...].trimmed ?? ""
        if let number = Int(key), number > 0, number < 20 {
          while plain.count < number { plain.append("") }
          plain[number - 1] = value
        } else {
          named[key.lowercased()] = value
        }
      } else {
        plain.append(part.trimmed ?? "")
      }
    }
  }

  /// The first of the named arguments that is there.
  subscript(names: String...) -> String? { names.lazy.compactMap { named[$0] }.first }

  private var first: String { plain.first ?? "" }
  private var filled: [String] { plain.filter { !$0.isEmpty } }
  private static let blank = "\u{A0}"

  /// The first plain argument that is no language and no colour of what follows it.
  private var said: String {
    guard filled.count > 1, let first = filled.first else { return filled.first ?? "" }
    let isLanguage = Self.languages.contains(first)
    return isLanguage || first.hasPrefix("#") || Self.colours.contains(first.lowercased())
      ? filled[1] : first
  }

  private static let languages: Set<String> = [
    "en", "fr", "de", "es", "it", "pt", "nl", "ru", "ar", "zh", "ja", "ko", "pl", "sv", "da", "no",
    "fi", "el", "tr", "he", "fa", "hi", "la", "uk", "cs", "ro", "hu", "ca", "eu", "br", "oc", "grc",
    "vi", "th", "id", "sr", "hr", "bg", "sk", "sl", "lt", "lv", "et",
  ]
  private static let colours: Set<String> = [
    "red", "green", "blue", "black", "white", "grey", "gray", "yellow", "orange", "purple",
    "rouge", "vert", "bleu", "noir", "blanc", "gris", "jaune", "violet",
  ]

  /// The date of a page: «{{date|4|janvier|2019}}» as much as «{{date|January 4, 2019}}».
  var date: String? {
    (named["date"]
      ?? (plain.count >= 3 && plain[0].count <= 3 ? plain.prefix(3).joined(separator: " ") : first))
      .trimmed
  }

  /// What an unknown template prints among text: its first plain argument, or what it calls its text.
  var argument: String {
    if let text = self["text", "texte", "quote", "citation", "contenu", "content"] { return text }
    let argument = said
    return argument.utf8.count <= 400 ? argument : ""
  }

  // MARK: Templates without words

  private static let silent: Set<String> = [
    "-", "clear", "clr", "en", "fr", "de", "es", "it", "pt", "ar", "ru", "nl", "pl", "zh", "ja",
    "références",
    "references", "reflist", "notes", "haut", "publish", "publié", "publie", "archived", "archivé",
    "archive", "tasks", "développement", "review", "editprotected", "vérifié", "en cours",
    "develop",
    "desambiguation", "homonymie", "voir homonymes", "coord", "voir", "article détaillé", "main",
    "see also", "commons", "commonscat", "wikipédia-article", "sisterlinks", "haveyoursay",
    "social bookmarks",
    "partager", "autres projets", "multi bandeau", "ancre", "anchor", "note", "r", "sfn", "rp",
    "toc",
    "notoc", "sommaire", "column", "colonnes", "fin colonnes", "début de colonnes", "image",
  ]
  private static let silentStarts = [
    "infobox", "portail", "palette", "ébauche", "bandeau", "#inv", "#switch", "#ifeq", "#ifexpr",
    "#ifexist", "#expr", "#time", "#tag", "#default", "defaultsort:", "displaytitle:",
    "clé de tri",
    "catégorisation", "catégorie", "category", "navbox", "taxobox", "image ", "carte", "sister",
    "wikinews",
    "wikimedia", "accueil", "modèle", "user", "utilisateur", "sourcesbox",
  ]

  /// True for a template that prints no words: boxes, categories, flags of work.
  var isSilent: Bool {
    name.isEmpty || Self.silent.contains(name)
      || Self.silentStarts.contains { name.hasPrefix($0) }
  }

  // MARK: Templates with words

  private static let titles: [String: String] = [
    "m.": "M.", "mm.": "MM.", "mme": "Mme", "mmes": "Mmes", "mlle": "Mlle", "mlles": "Mlles",
    "mgr": "Mgr",
    "me": "Me", "dr": "Dr", "pr": "Pr", "mr": "M.", "n°": "n°", "numéro": "n°", "no": "no",
    "n.": "n°",
    "p.": "p.", "vol.": "vol.", "chap.": "chap.", "art.": "art.", "env.": "environ", "st": "Saint",
    "ste": "Sainte",
  ]

  /// The words that it prints; nil when they are not known.
  var words: String? {
    if let title = Self.titles[name] {
      return ([title] + filled).joined(separator: Self.blank)
    }
    if let words = ofNumbers ?? ofQuotations ?? ofWriting ?? ofFunctions { return words }
    // «{{XXIe siècle}}», «{{IIe République}}», «{{2e}}», «{{°C}}», «{{,}}»: the name is printed.
    if plain.isEmpty, Self.isOrdinal(printed) || Self.isCentury(name) || isSign { return printed }
    if name.hasPrefix("formatnum:") { return String(name.dropFirst("formatnum:".count)) }
    if name.hasPrefix("w:"), plain.isEmpty { return String(printed.dropFirst(2)) }
    return nil
  }

  private var ofNumbers: String? {
    switch name {
    case "heure", "h", "time":
      let units = [Self.blank + "h", Self.blank + "min", Self.blank + "s"]
      // «14 h 05»: minutes after hours need no unit.
      if filled.count == 2 { return filled[0] + units[0] + Self.blank + filled[1] }
      return zip(filled.prefix(3), units).map { $0 + $1 }.joined(separator: Self.blank)
    case "nombre", "nb", "unité", "unit", "convert", "conversion", "num", "chiffre", "montant",
      "monnaie",
      "variation":
      guard filled.count > 1 else { return first }
      // Further units with their exponents: «{{unité|3|m|s|-1}}».
      let units = filled.dropFirst(2).map { Int($0) == nil ? "·" + $0 : $0 }
      return filled[0] + Self.blank + filled[1]
        + (name.hasPrefix("unit") ? units.joined() : "")
    case "formatnum", "nowrap", "nobr": return first
    case "fchim", "formule": return filled.joined()
    case "frac", "fraction", "sfrac", "x/y": return filled.joined(separator: "/")
    case "romain", "rom", "rom-maj", "roman":
      return Int(first).map(Self.roman).map { $0 + filled.dropFirst().joined() }
    case "us$", "usd", "£", "gbp", "eur", "chf", "¥", "cad":
      let sign = ["usd": "US$", "gbp": "£", "eur": "€"][name] ?? name.uppercased()
      return filled.isEmpty ? sign : filled[0] + Self.blank + sign
    case "s", "s-", "-s", "-s-", "siècle", "siecle", "s mini", "smini":
      return filled.isEmpty
        ? nil : filled[0] + (filled.count > 1 ? filled[1] : "e") + (name == "s-" ? "" : " siècle")
    case "sp", "sp-":
      guard filled.count >= 5 else { return nil }
      return filled[0] + filled[1] + " " + filled[2] + " " + filled[3] + filled[4] + " siècle"
    case "date", "date-", "jour", "jour mois", "date rapide", "date inline", "datum", "fecha",
      "data", "date de naissance", "date de décès", "naissance", "décès":
      var parts = filled
      // «{{date|3|2|2020}}»: the month of the French pages may be a number.
      if parts.count >= 3, let month = Int(parts[1]), (1...12).contains(month) {
        parts[1] = Self.months[month - 1]
      }
      return named["date"] ?? parts.prefix(4).joined(separator: " ")
    case "an", "année", "annee", "années", "mois", "age", "âge": return filled.first
    case "1er", "1re", "er", "re": return name.first == "1" ? name : first + name
    case "e", "ème", "eme", "exp", "ex", "ind": return filled.first ?? (name == "e" ? "e" : "")
    case "o", "os", "a", "de", "d", "te", "lle": return plain.isEmpty ? name : nil
    case "euro", "euros", "€": return filled.isEmpty ? "€" : filled[0] + Self.blank + "€"
    case "dollar", "dollars", "$": return filled.isEmpty ? "$" : filled[0] + Self.blank + "$"
    case "pourcent", "pourcentage", "%": return filled.isEmpty ? "%" : filled[0] + Self.blank + "%"
    default: return nil
    }
  }

  private var ofQuotations: String? {
    switch name {
    case "citation étrangère", "citation bilingue", "citation en langue étrangère":
      return said.isEmpty ? "" : "«" + Self.blank + said + Self.blank + "»"
    case "dialogue", "réplique", "interview", "question", "réponse", "questions-réponses":
      return filled.joined(separator: filled.count == 2 ? Self.blank + ": " : " ")
    case "citation", "guil", "«»", "guillemets", "\"", "\"\"", "guill", "cita", "zitat", "« »", "«":
      let text = first.isEmpty ? self["text", "texte", "quote", "citation"] ?? "" : first
      return text.isEmpty ? "" : "«" + Self.blank + text + Self.blank + "»"
    case "quote", "blockquote", "citation bloc", "début citation", "cquote", "quotation",
      "pull quote",
      "citation longue", "citation en exergue", "vers":
      return "\n\n" + (first.isEmpty ? self["text", "texte", "quote"] ?? "" : first) + "\n\n"
    case "citation nécessaire", "refnec", "référence nécessaire",
      "référence souhaitée",
      "citation needed", "fact", "cn", "passage à vérifier", "passage à actualiser", "pas clair",
      "non neutre", "interprétation personnelle", "quoi", "qui", "quand", "lequel":
      return first
    case "incise", "tiret", "–", "—":
      return filled.isEmpty
        ? "–" : "–" + Self.blank + filled[0] + (filled.count > 1 ? "" : Self.blank + "–")
    default: return nil
    }
  }

  private var ofWriting: String? {
    switch name {
    case "w", "wp", "wtp", "wikipedia", "wikipédia", "w2", "lw", "foreign w", "l", "nom",
      "small", "sc", "smallcaps", "small caps", "petit", "souligner", "petites capitales", "pc",
      "petite capitale", "gras", "italique", "couleur", "color", "surligner", "barré", "u",
      "nom ship",
      "navire", "titre", "page h'", "prénom":
      return plain.count > 1 && !plain[1].isEmpty ? plain[1] : first
    case "lien", "link-interwiki", "ill": return self["texte", "trad", "lt", "text"] ?? first
    case "abbr", "abréviation", "abr", "abréviation discrète", "abrd", "acronyme", "sigle",
      "tooltip",
      "info-bulle", "hint":
      return first
    case "langue", "foreign", "transl", "translit", "transcription", "font color", "fontcolor":
      return said
    case "ndash", "snd", "spaced ndash", "endash": return " – "
    case "mdash", "spaced mdash", "emdash": return " — "
    case "lang", "lang-en", "lang-fr", "lang-de", "lang-es", "lang-it",
      "lang-ru",
      "lang-ar", "traduction", "japonais", "nihongo":
      return name.hasPrefix("lang") && name.count <= 7
        ? plain.last ?? "" : first
    case "drapeau", "pays", "flag", "flagcountry", "country", "drapeau2": return filled.first
    case "!": return "|"
    case "'", "apostrophe": return "’"
    case "esp", "espace", "nbsp", "espaces": return Self.blank
    case "...", "…", "points de suspension": return "[…]"
    case "ps", "sic": return first.isEmpty ? "[sic]" : first
    default: return nil
    }
  }

  /// Functions of the wiki that print one of their arguments.
  private var ofFunctions: String? {
    for (function, isSmall) in [("lc:", true), ("uc:", false)] where name.hasPrefix(function) {
      let text = printed.dropFirst(function.count)
      return isSmall ? text.lowercased() : text.uppercased()
    }
    for function in ["ucfirst:", "lcfirst:"] where name.hasPrefix(function) {
      return String(printed.dropFirst(function.count))
    }
    guard name.hasPrefix("#if:") else { return nil }
    let isTrue = printed.dropFirst(4).trimmed != nil
    return isTrue ? first : plain.count > 1 ? plain[1] : ""
  }

  /// A mark, a unit with a mark, or a formula: «{{,}}», «{{°C}}», «{{CO2}}», «{{1/2}}».
  private var isSign: Bool {
    guard named.isEmpty, !printed.isEmpty, printed.count <= 5 else { return false }
    let hasLetter = printed.contains(where: \.isLetter)
    if !hasLetter { return printed.count <= 3 }
    return printed.hasPrefix("°")
      || printed.first?.isUppercase == true && printed.contains(where: \.isASCIIDigit)
  }

  private static let months = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
  ]

  private static func roman(_ number: Int) -> String {
    guard (1..<4000).contains(number) else { return String(number) }
    var (rest, text) = (number, "")
    for (value, sign) in [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
      (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ] {
      while rest >= value {
        text += sign
        rest -= value
      }
    }
    return text
  }

  /// «2e», «1er», «3rd», «XXIe».
  private static func isOrdinal(_ text: String) -> Bool {
    guard text.utf8.count <= 9 else { return false }
    let digits = text.prefix { $0.isASCIIDigit || "IVXLC".contains($0) }
    let ending = text.dropFirst(digits.count).lowercased()
    return !digits.isEmpty
      && ["e", "er", "re", "ère", "ème", "nd", "nde", "d", "de", "st", "rd", "th", "o"].contains(
        ending)
  }

  /// «xxie siècle», «ier siècle av. j.-c.»
  private static func isCentury(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    guard words.count >= 2, let first = words.first else { return false }
    return words[1].hasPrefix("siècle") && first.allSatisfy { "ivxlcer".contains($0) }
      || isOrdinal(first.dropLast().uppercased() + first.suffix(1))
  }
}
