/// Lines that newsletters print around their text: where to see it in a browser, how to cancel it.
enum MailNotices {
  /// How such lines begin, in small letters.
  private static let starts = [
    "voir dans le navigateur", "voir dans votre navigateur", "voir cet e-mail", "voir cet email",
    "voir ce message", "voir la version en ligne", "version en ligne", "lire en ligne",
    "afficher dans", "afficher cet e-mail", "si vous ne visualisez pas",
    "si ce message ne s'affiche",
    "si vous n'arrivez pas à lire", "si cet e-mail ne s'affiche", "view in browser",
    "view in your browser", "view this email", "view this e-mail", "view online", "open in browser",
    "read online", "email not displaying", "im browser ansehen", "im browser anzeigen",
    "ver en el navegador", "vous recevez ce", "vous avez reçu ce", "vous êtes inscrit à",
    "vous êtes inscrite à", "se désabonner", "se désinscrire", "désabonnement", "désinscription",
    "me désabonner", "me désinscrire", "pour vous désabonner", "pour vous désinscrire",
    "pour ne plus recevoir", "si vous ne souhaitez plus", "gérer mes préférences",
    "gérer vos préférences", "modifier vos préférences", "mettre à jour vos préférences",
    "gérer mon abonnement", "you are receiving this", "you're receiving this",
    "you received this e", "this email was sent to", "unsubscribe", "to unsubscribe",
    "update your preferences", "update preferences", "manage preferences",
    "manage your preferences", "manage your subscription", "email preferences", "privacy policy",
    "politique de confidentialité", "sie erhalten diese", "newsletter abbestellen", "abmelden",
    "darse de baja", "transférer à un ami", "forward to a friend", "add us to your address book",
  ]
  /// Lines that are links to the rest of an article.
  private static let links: Set<String> = [
    "lire la suite", "lire l'article", "lire la suite sur le site", "read more", "continue reading",
    "weiterlesen", "leer más",
  ]

  /// Takes the lines of the newsletter away, and gives them back.
  ///
  /// They are looked for above and below the text, one after the other; links to the rest anywhere.
  static func take(from body: inout String) -> [String] {
    var paragraphs = body.split(separator: "\n", omittingEmptySubsequences: false)
    var notices: [String] = []
    func takes(_ line: Substring) -> Bool {
      guard let words = line.trimmed else { return true }
      guard isNotice(words) else { return false }
      notices.append(words)
      return true
    }
    while let last = paragraphs.last, takes(last) { paragraphs.removeLast() }
    let below = notices.reversed()
    notices = []
    let above = paragraphs.prefix(while: takes).count
    paragraphs.removeFirst(above)
    paragraphs.removeAll { line in
      guard let words = line.trimmed, words.utf8.count <= 40, links.contains(key(words)) else {
        return false
      }
      notices.append(words)
      return true
    }
    let all = notices + below
    guard !all.isEmpty, let rest = paragraphs.joined(separator: "\n").trimmed else { return [] }
    body = rest
    return all
  }

  private static func isNotice(_ line: String) -> Bool {
    guard line.utf8.count <= 400 else { return false }
    let key = key(line)
    return starts.contains(where: key.hasPrefix) || ArticleFoot.isOfRights(line)
      || key.hasPrefix("©") && line.utf8.count <= 120
  }

  private static func key(_ line: String) -> String {
    let key = line.lowercased().replacing("’", with: "'")
    return String(
      key.drop { !$0.isLetter && $0 != "©" }.reversed().drop { !$0.isLetter }.reversed())
  }
}
