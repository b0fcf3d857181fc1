/// Lines of a site that stand among the paragraphs of an article and are none of its text: the byline
/// and the time above it, offers, notices of advertisements, what is left behind a paywall.
enum PageLines {
  /// Words of which several stand together only where a site speaks of the reader's account.
  static let accountWords = [
    "abonnement", "abonné", "votre compte", "mot de passe", "tablette", "appareil", "se connecter",
    "connectez-vous", "lecteur à la fois", "en cours sur un autre", "subscription", "your account",
    "password", "sign in", "log in", "another device", "subscriber", "subscribe", "abonnieren",
    "anmelden", "kennwort", "iniciar sesión", "suscrib", "contraseña", "suscripción", "dispositivo",
    "usuario", "se connecter", "y a-t-il d’autres limites", "password", "accedi", "dispositivi",
  ]

  /// Whole lines, in small letters, without what ends them.
  private static let whole: Set<String> = [
    "publicité", "passer la publicité", "la suite après la publicité",
    "la suite après cette publicité",
    "article réservé aux abonnés", "réservé aux abonnés", "contenu réservé aux abonnés", "abonné",
    "article abonné", "à découvrir également", "à découvrir", "à lire également", "à lire aussi",
    "lire aussi", "lire plus tard", "partager", "partager l'article", "partager cet article",
    "partager sur facebook", "écouter l'article", "écouter cet article", "offrir l'article",
    "offrir cet article", "s'abonner", "je m'abonne", "copier le lien", "commenter", "réagir",
    "commentaires", "voir les commentaires", "lire les commentaires", "voir tous les commentaires",
    "lire la suite", "afficher plus", "recevoir une alerte", "suivre", "suivre ce sujet",
    "la rédaction vous conseille", "view comments", "show comments", "leave a comment",
    "laisser un commentaire", "poster un commentaire", "ajouter à vos favoris", "sauvegarder",
    "imprimer", "newsletter", "newsletters",
    "sur le même sujet", "sur le même thème", "pour aller plus loin", "les plus lus",
    "contribuer", "faire un don", "je soutiens", "donate", "support us",
    "suivez-nous", "pourquoi ce message", "advertisement", "advertising", "ad",
    "skip advertisement",
    "article continues after this advertisement", "article continues below",
    "story continues below advertisement", "story continues after advertisement",
    "continue reading the main story", "sign up", "subscribe", "subscribe now", "share",
    "share this",
    "share this article", "save", "print", "copy link", "comments", "read more", "related articles",
    "related stories", "recommended stories", "most read", "more on this story",
    "listen to this article",
    "follow us", "anzeige", "werbung", "artikel teilen", "artikel anhören", "teilen",
    "mehr zum thema",
    "publicidad", "compartir", "pubblicità", "condividi", "advertentie", "publicidade",
    "compartilhe",
  ]

  /// How lines begin that are no text when they are short.
  private static let starts = [
    "publié il y a", "publié le", "publié à", "publiée le", "posté le", "mis en ligne le",
    "mis à jour",
    "mise à jour", "modifié le", "temps de lecture", "lecture :", "durée :", "article réservé",
    "cet article est réservé", "il vous reste", "la suite est réservée", "la suite de cet article",
    "pour lire la suite", "déjà abonné", "vous êtes abonné", "abonnez-vous", "inscrivez-vous",
    "partager sur", "partager par", "partager via", "envoyer par", "share on ", "share via ",
    "teilen auf", "compartir en", "condividi su",
    "recevez ", "suivez ", "suivez-nous", "rejoignez-nous", "rejoignez ", "retrouvez ",
    "cliquez ici", "photo :", "crédit photo", "crédits :",
    "crédit :", "propos recueillis par", "published ", "last updated", "updated ", "posted ",
    "first published", "reading time", "sign up for", "sign up to", "subscribe to",
    "already a subscriber",
    "to continue reading", "this article is for subscribers", "follow us on", "click here",
    "download the", "get the latest", "image source", "photo:", "photo credit", "getty images",
    "image:", "bild:", "foto:", "quelle:", "photo by", "photograph:", "file photo", "image credit",
    "lire aussi", "à lire aussi", "lire également", "à lire également", "à lire sur", "voir aussi",
    "à voir aussi", "read more:", "read more on", "read also", "read next", "also read",
    "see also:",
    "related:", "copyright ", "tous droits réservés", "mehr zum thema", "lesen sie auch",
    "lees ook", "lea también", "leggi anche", "leia também",
    "follow us", "join us on", "reporting by", "additional reporting by", "our standards:",
    "advertisement ·", "get daily",
    "empfohlener redaktioneller inhalt", "an dieser stelle find", "link zum ", "box aufklappen",
    "annonsørinnhold", "veröffentlicht", "aktualisiert", "stand:", "lesezeit", "publicado el",
    "actualizado",
    "aggiornato", "vous souhaitez réagir", "connectez-vous pour", "pour soutenir", "soutenez ",
    "have you got a story", "got a story", "do you have a story", "log in to comment",
  ]

  /// Headings of what stands below an article: lists of other ones, offers, what is read most.
  private static let tails: Set<String> = [
    "read next", "related", "related stories", "related articles", "related content",
    "related topics", "more stories", "more on this story", "more on this topic", "most read",
    "most popular", "trending", "top trends", "top trending", "top stories", "recommended",
    "recommended for you", "recommended stories", "you may also like", "you might also like",
    "popular categories", "visual stories", "end of article", "latest news", "up next", "sponsored",
    "sponsored content", "around the web", "promoted", "tags", "topics", "comments",
    "à lire aussi", "lire aussi", "sur le même sujet", "dans la même rubrique",
    "dans la même catégorie", "les plus lus", "articles liés", "articles similaires",
    "nos autres articles", "en ce moment", "à la une", "nos dernières actualités",
    "tous nos articles",
    "auch interessant", "mehr zum thema", "das könnte sie auch interessieren", "lesen sie auch",
    "weitere artikel", "meistgelesen", "meistgelesene artikel", "ähnliche artikel", "ähnliche",
    "te puede interesar", "más noticias", "lo más leído", "noticias relacionadas", "leggi anche",
    "articoli correlati", "ti potrebbe interessare", "lees ook", "meest gelezen", "leia também",
    "mais lidas", "関連記事", "関連キーワード", "人気記事", "アクセスランキング", "おすすめ記事", "관련기사",
    "相关新闻", "相关阅读", "اقرأ أيضا", "читайте также",
  ]

  /// Where what stands below the article begins; the count of `text` when nothing does.
  ///
  /// A heading of a list counts only after most of the text, and above more titles than paragraphs:
  /// a box may be in the middle of a text.
  private static func tail(of text: [Substring]) -> Int {
    let all = text.reduce(0) { $0 + $1.utf8.count }
    var before = 0
    for (i, paragraph) in text.enumerated() {
      if before * 2 > all, paragraph.utf8.count <= 60, tails.contains(key(paragraph)) {
        let rest = text[(i + 1)...]
        let odd = rest.count { !endsSentence($0) }
        if odd * 2 >= rest.count { return i }
      }
      before += paragraph.utf8.count
    }
    return text.count
  }

  /// Words of which two stand together in what a site says of consent, membership and embedded content.
  private static let consentWords = [
    "personenbezogene daten", "externen inhalt", "einverstanden", "datenschutz", "angezeigt werden",
    "affiliate", "provision", "données personnelles", "cookies", "consentement",
    "politique de confidentialité",
    "personal data", "privacy policy", "terms of service", "ad blocker", "affiliate links",
    "commission",
    "会員登録", "会員限定", "ログイン", "有料会員", "マイページ", "datos personales", "dati personali",
  ]

  private static let minutes = [
    "min read", "min de lecture", "minutes de lecture", "minute read", "mins read",
  ]

  /// The paragraphs of the text and those that are lines of the site.
  ///
  /// Bylines and the like are looked for above the first long paragraph, notices anywhere. Lines that
  /// are no sentences go where they stand together above or below the text, as names of sections,
  /// teasers and lists of other articles do; `marked` lines are headings and items of the text.
  static func sorted(_ paragraphs: [Substring], marked: Set<String> = []) -> (
    text: [Substring], notes: [String], isCut: Bool
  ) {
    var text: [Substring] = []
    var notes: [String] = []
    var isCut = false
    var isAbove = true
    for paragraph in paragraphs {
      let lower = key(paragraph)
      if isRest(lower) {
        isCut = true
        notes.append(String(paragraph))
      } else if isNotice(lower) && !tails.contains(lower) || isAbove && isByline(paragraph, lower) {
        notes.append(String(paragraph))
      } else {
        text.append(paragraph)
        if paragraph.utf8.count >= 160 { isAbove = false }
      }
    }
    let end = tail(of: text)
    notes += text[end...].map { String($0) }
    text.removeSubrange(end...)
    // A heading below which no list follows is a notice all the same.
    notes += text.filter { isNotice(key($0)) }.map { String($0) }
    text.removeAll { isNotice(key($0)) }
    notes += takeRuns(&text, marked)
    let kept = extent(of: text.map { weight($0, marked) }, sizes: text.map(\.utf8.count))
    notes +=
      text[..<kept.lowerBound].map { String($0) } + text[kept.upperBound...].map { String($0) }
    return (Array(text[kept]), Array(notes.prefix(40)), isCut)
  }

  /// Takes what a page prints twice, and lists of titles in the middle of a text: three and more short
  /// lines in a row that are no sentences.
  private static func takeRuns(_ text: inout [Substring], _ marked: Set<String>) -> [String] {
    var seen: Set<Substring> = []
    var taken: [String] = []
    var kept: [Substring] = []
    var run: [Substring] = []
    func close() {
      if run.count >= 3, !kept.isEmpty {
        taken += run.map { String($0) }
      } else {
        kept += run
      }
      run = []
    }
    for paragraph in text {
      if paragraph.utf8.count >= 60, !seen.insert(paragraph).inserted {
        taken.append(String(paragraph))
      } else if weight(paragraph, marked) == -1, paragraph.utf8.count < 120 {
        run.append(paragraph)
      } else {
        close()
        kept.append(paragraph)
      }
    }
    // What is at the end is looked at with the whole.
    kept += run
    text = kept
    return taken
  }

  /// How much a paragraph speaks for being text: sentences do, other lines speak against it.
  private static func weight(_ paragraph: Substring, _ marked: Set<String>) -> Double {
    let size = paragraph.utf8.count
    if endsSentence(paragraph) { return size >= 160 ? 1.5 : size >= 60 ? 1 : 0.3 }
    if size >= 120 { return size >= 200 ? 0.5 : 0 }
    if marked.contains(String(paragraph)) || isTime(paragraph) { return 0 }
    // Names with commas are a list of the text rather than a title.
    return paragraph.unicodeScalars.contains { ",、:：".unicodeScalars.contains($0) } ? -0.5 : -1
  }

  /// The stretch of paragraphs with the largest weight that begins before the first long sentence.
  private static func extent(of weights: [Double], sizes: [Int]) -> Range<Int> {
    var start = 0
    var (sum, least) = (0.0, 0.0)
    for (i, weight) in weights.enumerated().prefix(20) {
      if weight >= 1 { break }
      sum += weight
      if sum < least { (least, start) = (sum, i + 1) }
    }
    var end = weights.count
    var most = -Double.infinity
    sum = 0
    for i in start..<weights.count {
      sum += weights[i]
      if sum >= most { (most, end) = (sum, i + 1) }
    }
    // One odd line at the end may well be of the text; nothing but odd lines are kept as they are.
    if most <= 0 { return 0..<weights.count }
    let (odd, sound) = (weights[end...].count { $0 < 0 }, weights[end...].count { $0 >= 1 })
    let prose = zip(weights[end...], sizes[end...]).reduce(0) { $0 + ($1.0 >= 1 ? $1.1 : 0) }
    let isLarge = prose * 4 > sizes[start..<end].reduce(0, +)
    let isTail = odd >= 2 && (!isLarge || odd >= 8 && odd >= 3 * sound)
    return start..<(isTail ? end : weights.count)
  }

  /// True when the last sign but quotation marks and brackets ends a sentence.
  static func endsSentence(_ paragraph: Substring) -> Bool {
    for scalar in paragraph.unicodeScalars.reversed() {
      switch scalar {
      case ".", "!", "?", "…", ":", "。", "！", "？", "؟", "۔", "।": return true
      case "»", "”", "“", "\"", "’", "'", ")", "]", " ", "\u{A0}", "\u{202F}", "」", "』", "›", "*":
        continue
      default: return false
      }
    }
    return false
  }

  /// «19:40», «19h40», «14.05 Uhr».
  private static func isTime(_ paragraph: Substring) -> Bool {
    guard paragraph.utf8.count <= 12, let first = paragraph.first, first.isASCIIDigit else {
      return false
    }
    return paragraph.contains { $0 == ":" || $0 == "h" || $0 == "." }
  }

  /// In small letters with plain apostrophes, without signs at the ends.
  private static func key(_ paragraph: Substring) -> String {
    let key = plain(paragraph.prefix(200).lowercased())
    func isPart(_ character: Character) -> Bool {
      character.isLetter || character.isNumber || character == "%"
    }
    guard let first = key.firstIndex(where: isPart), let last = key.lastIndex(where: isPart) else {
      return ""
    }
    return String(key[first...last])
  }

  /// With plain apostrophes and blanks, without soft hyphens and blanks of no width; one pass over the
  /// bytes, because every line of every page comes here.
  private static func plain(_ text: String) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      out.append(byte)
      if byte < 0x80 { continue }
      switch (out.dropLast(2).last, out.dropLast().last, byte) {
      case (_, 0xC2, 0xAD): out.removeLast(2)
      case (_, 0xC2, 0xA0): out.replaceSubrange((out.count - 2)..., with: [0x20])
      case (0xE2, 0x80, 0x8B): out.removeLast(3)
      case (0xE2, 0x80, 0xAF): out.replaceSubrange((out.count - 3)..., with: [0x20])
      case (0xE2, 0x80, 0x99): out.replaceSubrange((out.count - 3)..., with: [0x27])
      default: break
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// «Il vous reste 57 % de cet article à lire. La suite est réservée aux abonnés.»
  private static func isRest(_ key: String) -> Bool {
    guard key.utf8.count < 200 else { return false }
    return key.hasPrefix("il vous reste") && key.range(of: "%") != nil
      || key.hasPrefix("la suite est réservée")
      || key.hasPrefix("la suite de cet article est réservée")
      || key.hasPrefix("cet article est réservé aux abonnés")
      || key.hasPrefix("this article is for subscribers")
  }

  private static func isNotice(_ key: String) -> Bool {
    if key.isEmpty || whole.contains(key) || isPlayer(key) { return true }
    if consentWords.count(where: { key.range(of: $0) != nil }) >= 2 { return true }
    guard key.utf8.count < 140 else { return false }
    return starts.contains(where: key.hasPrefix) && !isSentence(key)
      || key.hasSuffix("all rights reserved") || key.hasSuffix("tous droits réservés")
      || key.utf8.count < 40 && minutes.contains { key.hasSuffix($0) }
  }

  // «00:00/03:12»
  private static func isPlayer(_ key: String) -> Bool {
    key.utf8.count <= 20 && key.contains("/") && key.contains(":")
      && key.allSatisfy { $0.isASCIIDigit || ":/ ".contains($0) }
  }

  // «Publié le 3 mai par la mairie, le rapport dit que la digue était…» is prose.
  private static func isSentence(_ key: String) -> Bool {
    key.utf8.count > 90 && !key.utf8.contains(0x25)
      && (PrintedDate.first(in: key).map { $0.after.utf8.count > 50 } ?? true)
      && !["abonnez-vous", "inscrivez-vous", "sign up", "subscribe to", "recevez "].contains(
        where: key.hasPrefix)
  }

  /// «Par Berthe Colin», «By Ann Lee, political correspondent», a line that is a day.
  private static func isByline(_ paragraph: Substring, _ key: String) -> Bool {
    guard paragraph.utf8.count < 120, !key.hasSuffix(":") else { return false }
    for word in ["par ", "by ", "von ", "por ", "di ", "door "] where key.hasPrefix(word) {
      let names = paragraph.drop { $0 == " " }.split(separator: " ").dropFirst()
      let capitals = names.count { $0.first?.isUppercase == true }
      return names.count <= 12 && capitals * 2 >= names.count && paragraph.last != "."
        && paragraph.last != "?" && paragraph.last != "!"
    }
    guard let found = PrintedDate.first(in: key), found.date.iso.utf8.count >= 10 else {
      return false
    }
    return (found.before.trimmed?.utf8.count ?? 0) + (found.after.trimmed?.utf8.count ?? 0) < 12
  }
}
