import Storage
import Tables

/// What the desk gives for an address.
package enum Answer {
  /// A page in HTML.
  case page(status: Int, html: String)
  /// A table that is written row by row: the file's name without its ending, and who writes it.
  case rows(name: String, form: TableForm, write: (any RowWriter) throws -> Void)
  /// A file as it is.
  case file(type: String, text: String, name: String?)
}

/// The pages: an address and an archive in, an answer out. Knows no socket.
package struct Desk: Sendable {
  /// The archive's name, as pages show it.
  package let archive: String
  /// The language of pages whose address says nothing.
  package let language: String
  /// The archive as a person named it for the tool; nil when it is found without being named.
  let archiveOption: String?
  let links: Links
  /// What is known of names before any article is read.
  let names: NameKnowledge

  package init(
    archive: String, archiveOption: String? = nil, language: String, links: Links = .served,
    names: NameKnowledge = .none
  ) {
    self.archive = archive
    self.archiveOption = archiveOption
    self.language = language
    self.links = links
    self.names = names
  }

  /// What is at an address. What is wrong with the address, or with the archive, becomes a page; what
  /// SQLite stops (`ArchiveError` whose error is an interrupt) is thrown.
  package func answer(_ address: Address, in archive: Archive) throws -> Answer {
    do {
      if let language = address["lang"], !Wording.languages.contains(language) {
        throw DeskError.badParameter(
          name: "lang", value: language, expected: Wording.languages.joined(separator: ", "))
      }
      if address.path.first == "assets" { return try asset(address) }
      return try Visit(context: context(address), archive: archive, names: names).answer()
    } catch ArchiveError.failed(let path, let error) where error.isInterrupt {
      throw ArchiveError.failed(path: path, error)
    } catch {
      return trouble(error, at: address)
    }
  }

  func context(_ address: Address) -> PageContext {
    PageContext(
      wording: Wording(address["lang"] ?? language), links: links, archive: archive,
      archiveOption: archiveOption, address: address)
  }

  // MARK: What is wrong

  /// A page about an error, with the status of HTTP that belongs to it.
  package func trouble(_ error: any Error, at address: Address) -> Answer {
    let context = context(address.with("format", nil))
    let w = context.wording
    switch error {
    case DeskError.notFound(let what, let near):
      return trouble(404, w.of(.notFound, what), w[.notFoundAdvice], near: near, context)
    case DeskError.badParameter(let name, let value, let expected):
      return trouble(
        400, w.of(.badParameter, name), w.of(.badParameterText, name, value, expected), context)
    case DeskError.unknownParameter(let name, let known):
      return trouble(
        400, w.of(.badParameter, name),
        w.of(.unknownParameter, name, known.joined(separator: ", ")), context)
    case QuestionError.unknownOutlet(let name, let near):
      return trouble(
        404, w.of(.notFound, name), w[.notFoundAdvice],
        near: near.map { address.with("outlet", $0) }, context)
    case QuestionError.unknownLanguage(let name), QuestionError.unknownRole(let name):
      return trouble(404, w.of(.notFound, name), w[.notFoundAdvice], context)
    case QuestionError.unknownSource(let name, let near):
      return trouble(
        404, w.of(.notFound, name), w[.notFoundAdvice], near: near.map { Address("sources", $0) },
        context)
    case let error as QuestionError:
      return trouble(400, w[.cannotBeRead], w.text(of: error), context)
    case let error as ArchiveError:
      switch error {
      case .failed(_, let inner) where inner.isInterrupt:
        return trouble(503, w[.tookTooLong], w[.tookTooLongAdvice], context)
      // A question that SQLite cannot answer as it was put.
      case .failed(_, let inner) where inner.isOfStatement:
        return trouble(400, w[.cannotBeRead], inner.message, context)
      case .locked: return trouble(503, w[.archiveTrouble], w.text(of: error), context)
      default: return trouble(500, w[.archiveTrouble], w.text(of: error), context)
      }
    default:
      return trouble(500, w[.archiveTrouble], "\(error)", context)
    }
  }

  /// A page about a request that is not answered; in the language that its address asks for.
  package func trouble(_ refusal: Refusal, at address: Address?) -> Answer {
    let language = address?["lang"].flatMap { Wording.languages.contains($0) ? $0 : nil }
    let context = context(Address().with("lang", language))
    return trouble(refusal.status, context[.cannotBeRead], context[refusal.phrase], context)
  }

  private func trouble(
    _ status: Int, _ title: String, _ text: String, near: [Address] = [], _ context: PageContext
  ) -> Answer {
    let page = TroublePage(title: title, text: text, near: near).page(context)
    return .page(status: status, html: page.document(context).markup)
  }

  // MARK: Files of the pages

  private func asset(_ address: Address) throws -> Answer {
    guard address.path.count == 2, let asset = Self.assets[address.path[1]] else {
      throw DeskError.notFound(what: address.path.last ?? "", near: [])
    }
    return .file(type: asset.type, text: asset.text, name: nil)
  }

  /// The style, the script and the icon, by their names.
  package static let assets: [String: (type: String, text: String)] = {
    let types = [
      "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
      "svg": "image/svg+xml",
    ]
    var assets: [String: (type: String, text: String)] = [:]
    for file in GatheredText.files where file.path.hasPrefix("Assets/") {
      let name = String(file.path.dropFirst("Assets/".count))
      let ending = name.split(separator: ".").last.map(String.init) ?? ""
      assets[name] = (types[ending] ?? "text/plain", "\(file.text)")
    }
    return assets
  }()
}
