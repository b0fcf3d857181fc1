/// What is no name of an outlet although it is in the field for it.
enum Outlets {
  /// Programs and devices that posts name as their source.
  private static let programs: Set<String> = [
    "iphone", "ipad", "android", "web", "mobile", "mobile web", "blackberry", "windows phone",
    "tweetdeck", "hootsuite", "buffer", "ifttt", "facebook", "instagram", "saved by blink",
    "saved by chrome", "mozilla", "firefox", "chrome", "safari", "rss", "feed", "scraper",
    "crawler",
    "manual", "import", "csv", "json", "excel", "web.clip", "web.clip7", "mobile.iphone",
    "mobile.android", "desktop.mac", "desktop.win", "evernote",
  ]

  /// Sites that keep or pass on what others have published.
  private static let archives: Set<String> = [
    "web.archive.org", "archive.org", "archive.today", "archive.ph", "archive.is", "archive.li",
    "archive.md", "archive.vn", "archive.fo", "webcache.googleusercontent.com", "perma.cc",
    "news.google.com", "feedproxy.google.com", "feeds.feedburner.com", "t.co", "bit.ly",
    "nouveau.europresse.com", "europresse.com", "global.factiva.com", "factiva.com",
    "advance.lexis.com", "nexis.com", "proquest.com", "search.proquest.com", "gallica.bnf.fr",
    "retronews.fr", "delpher.nl", "trove.nla.gov.au", "chroniclingamerica.loc.gov", "getpocket.com",
    "flipboard.com", "feedly.com",
  ]

  /// True for a number, a program, a device, or an archive of what others publish.
  static func isNone(_ name: String) -> Bool {
    if isNumber(name) { return true }
    let key = name.lowercased()
    if programs.contains(key) || key.hasPrefix("twitter for ") || key.hasPrefix("twitter web")
      || key.hasPrefix("<saved by") || key.hasPrefix("<a ")
    {
      return true
    }
    return archives.contains(withoutWWW(key))
  }

  /// True when there is no letter in `name`: an id is no name.
  static func isNumber(_ name: String) -> Bool {
    !name.unicodeScalars.contains { $0.properties.isAlphabetic }
  }

  /// The site that published what is at an address; an archive's address contains that of the
  /// original, and what only passes things on is no site of its own.
  static func host(of url: String) -> String? {
    guard let host = FieldText.host(url) else { return nil }
    guard archives.contains(withoutWWW(host)) else { return host }
    return original(of: url).flatMap { FieldText.host($0) }.flatMap {
      archives.contains(withoutWWW($0)) ? nil : $0
    }
  }

  /// The address inside of that of an archive: «https://web.archive.org/web/2020/https://site.example/page»;
  /// nil for other addresses.
  static func original(of url: String) -> String? {
    guard let host = FieldText.host(url), archives.contains(withoutWWW(host)) else { return nil }
    for scheme in ["/https://", "/http://"] {
      if let at = url.range(of: scheme, after: 8) { return String(url[at].dropFirst()) }
    }
    return nil
  }

  private static func withoutWWW(_ host: String) -> String {
    host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
  }
}

extension String {
  /// From the first `part` after the first `count` bytes to the end.
  fileprivate func range(of part: String, after count: Int) -> Range<String.Index>? {
    let bytes = Array(utf8)
    let wanted = Array(part.utf8)
    guard bytes.count > count + wanted.count else { return nil }
    for at in count...(bytes.count - wanted.count)
    where bytes[at..<at + wanted.count].elementsEqual(wanted) {
      return utf8.index(startIndex, offsetBy: at)..<endIndex
    }
    return nil
  }
}
