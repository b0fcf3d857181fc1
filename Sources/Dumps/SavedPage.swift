/// What a browser saves beside a page: pictures, scripts, frames in «page_files».
enum SavedPage {
  private static let endings = [
    "_files", "_fichiers", "_dateien", "_archivos", "_file", "_bestanden", ".files",
  ]

  /// True for a file in a folder that is called as those of saved pages are.
  static func contains(_ place: String) -> Bool {
    place.split(separator: "/").dropLast().contains { folder in
      endings.contains { folder.lowercased().hasSuffix($0) }
    }
  }

  /// True when the page lies beside the folder that is called after it: «port.html» and «port_files».
  static func hasPage(around place: String, exists: (String) -> Bool) -> Bool {
    var parts = place.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    while let folder = parts.popLast() {
      guard let low = folder.lastIndex(where: { $0 == "_" || $0 == "." }) else { continue }
      let stem = (parts + [folder[..<low]]).joined(separator: "/")
      if [".html", ".htm", ".xhtml"].contains(where: { exists(stem + $0) }) { return true }
    }
    return false
  }
}

/// Files about a folder of articles: «README.txt».
enum ReadMe {
  private static let stems: Set<String> = [
    "readme", "lisez-moi", "lisezmoi", "license", "licence", "copying", "changelog",
  ]

  /// True for mere text of such a name, when nobody asked for it by its name.
  static func isOne(
    _ file: DumpFile, _ format: String, _ recognition: Recognition, isNamed: Bool
  ) -> Bool {
    let isBare =
      format == "text" && recognition.evidence == .fallback && !PlainText.hasHeader(file.head)
      || format == "markdown" && !Markdown.hasFrontMatter(file.head)
    guard isBare, !isNamed else { return false }
    let name = file.place.split(separator: "/").last.map(String.init) ?? ""
    let parts = name.lowercased().split(separator: ".")
    guard let stem = parts.first, parts.count <= 2,
      parts.count == 1 || ["txt", "md", "rst", "text"].contains(parts[1])
    else { return false }
    return stems.contains(String(stem))
  }
}
