/// A piece of a page. A string becomes text, never markup: tags come from `element` alone.
struct HTML: Sendable, ExpressibleByStringInterpolation {
  /// The markup as it is sent.
  private(set) var markup: String

  /// Nothing.
  init() { markup = "" }

  /// Text, with everything escaped that could be taken for markup.
  init(_ text: some StringProtocol) {
    markup = ""
    Self.escape(text, into: &markup)
  }

  init(stringLiteral text: String) { self.init(text) }

  /// A number.
  init(_ number: Int) { markup = "\(number)" }

  fileprivate init(trusted markup: String) { self.markup = markup }

  /// Pieces, one after the other.
  init(_ pieces: some Sequence<HTML>) {
    markup = ""
    for piece in pieces { markup += piece.markup }
  }

  /// True when it shows nothing.
  var isEmpty: Bool { markup.isEmpty }

  static func + (a: HTML, b: HTML) -> HTML { HTML(trusted: a.markup + b.markup) }

  static func += (a: inout HTML, b: HTML) { a.markup += b.markup }

  /// Adds `text` without the five characters that mean something in HTML, and without those that it
  /// forbids: U+0000 and the other controls become U+FFFD.
  fileprivate static func escape(_ text: some StringProtocol, into markup: inout String) {
    var text = String(text)
    let isPlain = text.withUTF8 { bytes in
      !bytes.contains {
        $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || "<>&\"'".utf8.contains($0) || $0 == 0x7F
      }
    }
    if isPlain {
      markup += text
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": markup += "&lt;"
      case ">": markup += "&gt;"
      case "&": markup += "&amp;"
      case "\"": markup += "&quot;"
      case "'": markup += "&#39;"
      case "\n", "\t": markup.unicodeScalars.append(scalar)
      case "\u{0}"..<" ", "\u{7F}": markup += "\u{FFFD}"
      default: markup.unicodeScalars.append(scalar)
      }
    }
  }

  // Elements that contain nothing and have no end tag.
  private static let voids: Set<String> = [
    "br", "hr", "img", "input", "link", "meta", "wbr",
  ]

  /// An element with its attributes and what is in it. Names are literals of the program.
  static func element(_ name: StaticString, _ attributes: [Attribute], _ content: HTML) -> HTML {
    let name = "\(name)"
    var markup = "<" + name
    for attribute in attributes {
      guard let value = attribute.value else { continue }
      markup += " " + attribute.name
      if let value {
        markup += "=\""
        escape(value, into: &markup)
        markup += "\""
      }
    }
    markup += ">"
    if !voids.contains(name) { markup += content.markup + "</" + name + ">" }
    return HTML(trusted: markup)
  }

  /// A whole document.
  static func document(_ root: HTML) -> HTML {
    HTML(trusted: "<!DOCTYPE html>\n" + root.markup + "\n")
  }
}

/// One attribute of an element.
struct Attribute: Sendable {
  let name: String
  /// Nil when the attribute is left out, a nil inside when it has no value.
  let value: String??

  private init(_ name: String, _ value: String??) {
    self.name = name
    self.value = value
  }

  /// Any attribute that is neither an address nor a program.
  static func of(_ name: StaticString, _ value: String?) -> Attribute {
    let name = "\(name)"
    precondition(
      !["href", "src", "action", "style", "srcdoc"].contains(name) && !name.hasPrefix("on"),
      "addresses and programs are no texts")
    return Attribute(name, value.map { .some($0) })
  }

  /// An attribute without a value, if `isSet`.
  static func flag(_ name: StaticString, _ isSet: Bool = true) -> Attribute {
    Attribute("\(name)", isSet ? .some(nil) : nil)
  }

  static func id(_ value: String?) -> Attribute { of("id", value) }
  static func `class`(_ value: String?) -> Attribute { of("class", value) }
  static func title(_ value: String?) -> Attribute { of("title", value) }
  static func label(_ value: String?) -> Attribute { of("aria-label", value) }

  /// Where a link goes, on this desk.
  static func href(_ place: Place?) -> Attribute {
    Attribute("href", place.map { .some($0.text) })
  }
  static func src(_ place: Place?) -> Attribute { Attribute("src", place.map { .some($0.text) }) }
  static func action(_ place: Place?) -> Attribute {
    Attribute("action", place.map { .some($0.text) })
  }
  /// Where a link goes, elsewhere.
  static func href(_ address: OutsideAddress) -> Attribute {
    Attribute("href", .some(address.text))
  }
}

/// An address elsewhere: http or https, and nothing else.
struct OutsideAddress: Sendable {
  let text: String

  /// Nil for what is no web address.
  init?(_ text: String?) {
    guard let text, !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F })
    else { return nil }
    let lower = text.prefix(8).lowercased()
    guard lower.hasPrefix("http://") || lower.hasPrefix("https://") else { return nil }
    self.text = text
  }
}

/// Puts pieces of a page together.
@resultBuilder
enum HTMLBuilder {
  static func buildExpression(_ piece: HTML) -> HTML { piece }
  static func buildExpression(_ pieces: [HTML]) -> HTML { HTML(pieces) }
  static func buildExpression(_ text: String) -> HTML { HTML(text) }
  static func buildBlock(_ pieces: HTML...) -> HTML { HTML(pieces) }
  static func buildOptional(_ piece: HTML?) -> HTML { piece ?? HTML() }
  static func buildEither(first piece: HTML) -> HTML { piece }
  static func buildEither(second piece: HTML) -> HTML { piece }
  static func buildArray(_ pieces: [HTML]) -> HTML { HTML(pieces) }
}

/// An element: `el("p", .class("note")) { "words" }`.
func el(
  _ name: StaticString, _ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { HTML() }
) -> HTML {
  HTML.element(name, attributes, content())
}
