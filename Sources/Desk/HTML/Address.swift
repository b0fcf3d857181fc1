import Storage

/// A page of the desk with the parameters of its question.
package struct Address: Sendable, Hashable {
  /// One parameter.
  package struct Parameter: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What is between the slashes, decoded: `["articles", "12"]`; none for the first page.
  package var path: [String]
  /// In their order.
  package var parameters: [Parameter]
  /// The element that is shown.
  package var fragment: String?

  package init(_ path: String..., parameters: [Parameter] = [], fragment: String? = nil) {
    self.path = path
    self.parameters = parameters
    self.fragment = fragment
  }

  /// Reads a path and a query as they are in a request.
  ///
  /// - Returns: nil when a `%` is followed by no byte, or the bytes are no UTF-8.
  package init?(request: String) {
    let parts = request.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var path: [String] = []
    for part in (parts.first ?? "").split(separator: "/") {
      guard let text = Self.decoded(part, plusIsBlank: false) else { return nil }
      path.append(text)
    }
    self.path = path
    parameters = []
    guard parts.count > 1 else { return }
    for pair in parts[1].split(separator: "&") {
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(halves[0], plusIsBlank: true),
        let value = Self.decoded(halves.count > 1 ? halves[1] : "", plusIsBlank: true)
      else { return nil }
      parameters.append(Parameter(name, value))
    }
  }

  /// The page alone, whatever the order of its parameters and the element that is shown.
  package var page: Address {
    var page = self
    page.fragment = nil
    page.parameters = parameters.filter { !$0.value.isEmpty && $0.name != "lang" }
      .sorted { ($0.name, $0.value) < ($1.name, $1.value) }
    return page
  }

  /// The first value of a parameter that is not empty.
  package subscript(name: String) -> String? {
    parameters.first { $0.name == name && !$0.value.isEmpty }?.value
  }

  /// All values of a parameter that are not empty.
  package func all(_ name: String) -> [String] {
    parameters.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
  }

  /// The same page with a parameter set, or taken away by nil.
  package func with(_ name: String, _ value: String?) -> Address {
    var address = self
    address.parameters.removeAll { $0.name == name }
    if let value { address.parameters.append(Parameter(name, value)) }
    return address
  }

  /// The same page with one more value of a parameter.
  package func adding(_ name: String, _ value: String) -> Address {
    var address = self
    if !all(name).contains(value) { address.parameters.append(Parameter(name, value)) }
    return address
  }

  /// The same page without one value of a parameter.
  package func removing(_ name: String, _ value: String) -> Address {
    var address = self
    address.parameters.removeAll { $0.name == name && $0.value == value }
    return address
  }

  /// The same page without the filters that rows of a kind do not have.
  func fitting(_ subject: Archive.Subject) -> Address {
    var address = self
    address.parameters.removeAll { !Asked.asks($0.name, of: subject) }
    return address
  }

  /// As it is in a link: `/sources/per%3Aa?by=…#s1`.
  package var text: String {
    var text = "/" + path.map(Self.encoded).joined(separator: "/")
    let given = parameters.filter { !$0.value.isEmpty }
    if !given.isEmpty {
      text += "?"
      text += given.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }
        .joined(separator: "&")
    }
    if let fragment { text += "#" + Self.encoded(fragment) }
    return text
  }

  private static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2A, 0x2C:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }

  private static func decoded(_ text: Substring, plusIsBlank: Bool) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == 0x25 {
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
        else { return nil }
        bytes.append(high << 4 | low)
      } else {
        bytes.append(byte == 0x2B && plusIsBlank ? 0x20 : byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}

/// What is in a link: an address of the desk, or a file beside the page.
struct Place: Sendable, Hashable {
  let text: String
}

/// Where the pages are: behind a server, or in a folder.
package enum Links: Sendable {
  /// Every address is there.
  case served
  /// The addresses that are there, and the name of the file of each.
  /// An article is there once, with the words of the question marked.
  case files([Address: String])

  /// What a link to an address says; nil when the page is not there.
  func place(_ address: Address) -> Place? {
    switch self {
    case .served: return Place(text: address.text)
    case .files(let names):
      let page = address.page
      let plain = page.path.first == "articles" ? Address("articles", page.path.last ?? "") : page
      guard let name = names[page] ?? names[plain] else { return nil }
      return Place(text: name + (address.fragment.map { "#" + $0 } ?? ""))
    }
  }
}
