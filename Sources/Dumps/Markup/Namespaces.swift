/// The usual prefixes of the namespaces that press dumps use, so that a format can ask for
/// `dc:creator` whatever prefix a file binds.
enum Namespaces {
  /// Prefixes that stay even on the outermost element.
  static let kept: Set<String> = ["rdf"]

  /// The usual prefix of a namespace; empty when its names are used without one; nil when unknown.
  static func usualPrefix(of address: String) -> String? {
    if address.hasPrefix("http://wordpress.org/export/") {
      return address.hasSuffix("/excerpt/") ? "excerpt" : "wp"
    }
    for (start, prefix) in table where address.hasPrefix(start) { return prefix }
    return nil
  }

  // Longer addresses come before the shorter ones that they start with.
  private static let table: [(String, String)] = [
    ("http://purl.org/dc/elements/1.1", "dc"), ("http://purl.org/dc/terms", "dcterms"),
    ("http://purl.org/rss/1.0/modules/content", "content"),
    ("http://purl.org/rss/1.0/modules/slash", "slash"), ("http://purl.org/rss/1.0/", ""),
    ("http://search.yahoo.com/mrss", "media"), ("http://www.w3.org/2005/Atom", "atom"),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"), ("http://www.w3.org/1999/xhtml", ""),
    ("http://www.google.com/schemas/sitemap-news", "news"),
    ("http://www.google.com/schemas/sitemap-image", "image"),
    ("http://www.itunes.com/dtds/podcast", "itunes"), ("http://iptc.org/std/nar/", ""),
    ("http://iptc.org/std/NITF/", ""), ("http://www.mediawiki.org/xml/export", ""),
    ("http://www.tei-c.org/ns/1.0", ""), ("http://textometrie.org/", "txm"),
    ("http://www.loc.gov/METS", ""), ("http://www.loc.gov/mods/", "mods"),
    ("http://www.loc.gov/standards/alto", ""), ("http://schema.ccs-gmbh.com", ""),
    ("http://schema.primaresearch.org/PAGE", ""), ("urn:mpeg:mpeg21:2002:02-DIDL-NS", ""),
    ("http://schemas.openxmlformats.org/spreadsheetml/", ""),
    ("http://purl.oclc.org/ooxml/spreadsheetml/", ""),
    ("http://krait.kb.nl/coop/tel/handbook/telterms", "dcx"), ("info:srw/schema/1/dc", "srw_dc"),
  ]
}
