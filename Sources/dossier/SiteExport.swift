import Desk
import Platform
import Storage
import Tables

/// Writes the pages of a question into a folder of their own.
struct SiteExport {
  let folder: String

  /// Makes the folder, which must be new or empty, and fills it.
  func write(_ asked: Address, _ archive: Archive) throws {
    let name = archive.path.split(separator: "/").last.map(String.init) ?? archive.path
    let site = try open(asked, archive, name)
    if site.articles.found == 0 { throw Failure(.nothing, "no article found, no page written") }
    try OutputFolder.filled(folder, option: "--site") { folder in
      try site.write(archive) { name, answer in
        try folder.write(name, from: archive) { try write(answer, to: $0.output) }
      }
    }
    printError("\(folder): \(site.count.grouped) files; open \(folder)/index.html")
    if site.articles.written < site.articles.found {
      printError(
        "\(site.articles.written.grouped) of \(site.articles.found.grouped) articles have a page, "
          + "the newest; the tables have all rows")
    }
  }

  private func open(_ asked: Address, _ archive: Archive, _ name: String) throws -> Site {
    do {
      return try Site(
        asked, archive: archive, name: name, language: Wording.system,
        names: SourceNames.known)
    } catch DeskError.notFound(let what, _) {
      throw Failure(.nothing, "«\(what)» is not in this archive")
    } catch DeskError.badParameter(let name, let value, let expected) {
      throw Failure(.misuse, "--\(name) takes \(expected), not «\(value)»")
    }
  }

  private func write(_ answer: Answer, to output: Output) throws {
    switch answer {
    case .page(_, let html): output.text(html)
    case .file(_, let text, _): output.text(text)
    case .rows(_, let form, let write):
      try write(
        form == .json
          ? JSONWriter(output, lines: false) : DelimitedWriter(output, dialect: .csv))
    }
    try output.flush()
  }
}

extension Wording {
  /// The language of the system, if there are pages in it, else English.
  static var system: String {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let value = Terminal.environment(name), !value.isEmpty {
        return languages.first { value.hasPrefix($0) } ?? "en"
      }
    }
    return "en"
  }
}
