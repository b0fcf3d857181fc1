import Press

/// What elements of unknown vocabularies are called, and what that says.
extension XMLRecord {
  /// Elements that print a paragraph, or part of one, in any vocabulary.
  static let prose: Set<String> = [
    "p", "para", "paragraph", "paragraphe", "par", "s", "sentence", "phrase", "w", "tok", "token",
    "l", "lb", "line", "ligne", "b", "i", "u", "em", "strong", "emph", "hi", "a", "span", "li",
    "ul", "ol", "br", "sup", "sub", "italic", "bold", "quote", "q", "blockquote", "div", "sec",
    "img", "figure", "table", "tr", "td", "th", "xref", "ext-link", "note", "h1", "h2", "h3", "h4",
    "h5", "h6", "W", "L", "lg", "ab", "P", "S", "value",
  ]

  /// Elements that set their text apart from what is beside them.
  static let blocks: Set<String> = [
    "para", "paragraph", "paragraphe", "par", "line", "ligne", "l", "lg", "ab", "sec", "title",
    "head", "heading", "item", "list", "list-item", "quote", "disp-quote", "verse-group", "P",
    "titre", "chapeau", "intertitre", "subtitle", "value", "turn", "speech", "sp", "block",
    "subheadline", "h", "caption", "str", "string", "val",
  ]

  static let generic: Set<String> = [
    "field", "str", "arr", "date", "int", "long", "float", "double", "bool", "meta", "property",
    "column", "col", "attribute", "data", "param", "entry", "metadata", "string", "f", "var",
    "variable", "info", "cell", "simplefield", "key",
  ]

  /// True for a row of named columns: `<table name="articles"><column name="title">`.
  static func isRow(_ element: Element) -> Bool {
    let children = element.children
    return children.count > 1
      && children.allSatisfy(mayBeField)
  }

  /// True for an element of the name of prose that has a title and a text of its own: `<note>` of Evernote.
  static func isTitled(_ element: Element) -> Bool {
    let roles = Set(element.children.prefix(20).compactMap { FieldRole.guessed($0.name)?.role })
    return roles.isSuperset(of: [.title, .body])
  }

  /// True for an element that may be a column of a row: `<field name="title">`.
  static func mayBeField(_ element: Element) -> Bool {
    generic.contains(element.name.lowercased()) && element[attribute: "name"] != nil
  }

  /// True for a row of named columns, of which at least one is known by its name.
  static func isKnownRow(_ row: Element) -> Bool {
    isRow(row) && row.children.contains { FieldRole.guessed(name(of: $0)) != nil }
  }

  /// Elements that say what the element around them is called.
  static let labels: Set<String> = [
    "title", "name", "titre", "nom", "label", "titel", "string-name", "normalizeddisplayform",
    "rawlang",
  ]

  /// Elements that stand for one value of the element around them.
  static let values: Set<String> = ["value", "str", "string", "item", "li", "val"]

  /// What an element calls its field: `<field name="title">` is the title.
  static func name(of element: Element) -> String {
    let tag = element.name
    if tag == "relatedItem", element[attribute: "type"] == "host" { return "host" }
    guard generic.contains(tag.lowercased()) else { return tag }
    for attribute in ["name", "nom", "key", "field", "property", "type", "id"] {
      if let name = element[attribute: attribute]?.trimmed, attribute != "type" || tag != "date" {
        return name
      }
    }
    return tag
  }

  /// Names too short to say anything outside of XML: those of Gale, of NITF, of agencies.
  static let short: [String: FieldRole] = [
    "ti": .title, "hl1": .title, "hedline": .title, "da": .published, "jn": .outlet, "au": .authors,
    "by": .authors, "main": .body, "pf": .published,
  ]

  /// Elements around what others say of an article, who are none of its authors.
  static let asides: Set<String> = [
    "comments", "comment", "commentaires", "commentaire", "reactions", "replies", "reply",
    "related", "relateditem",
  ]
}
