/// Texts of programs and of what belongs to them, which lie beside articles in the folders of scrapers.
enum ProgramFile {
  private static let kinds: [String: String] = {
    let lists = [
      "a program":
        "py pyw r rb pl pm php sh bash zsh bat cmd ps1 c h cpp cc hpp java go rs swift kt scala "
        + "ts tsx jsx js mjs vue lua jl m ipynb rmd do ado sas sps awk sed",
      "settings": "yaml yml toml ini cfg conf config properties env lock editorconfig gitignore "
        + "gitattributes dockerignore npmrc",
      "a style sheet": "css scss sass less xsl xslt",
      "a difference between versions": "diff patch",
      "a calendar or address book": "ics vcf",
      "a dictionary or translation": "dic aff po pot mo",
      "a log": "log",
      "annotations of a text beside it": "ann",
      "a checksum": "md5 sha1 sha256 sha512",
    ]
    var kinds: [String: String] = [:]
    for (kind, endings) in lists {
      for ending in endings.split(separator: " ") { kinds[String(ending)] = kind }
    }
    return kinds
  }()

  private static let names: [String: String] = [
    "makefile": "a program", "dockerfile": "a program", "requirements.txt": "settings",
    "robots.txt": "settings", "annotation.conf": "settings", "cmakelists.txt": "a program",
  ]

  /// What a file is by its name; nil for any that may be an article.
  static func kind(of path: String) -> String? {
    guard let name = path.split(separator: "/").last?.lowercased() else { return nil }
    if let kind = names[name] { return kind }
    guard let point = name.lastIndex(of: ".") else { return nil }
    return kinds[String(name[name.index(after: point)...])]
  }
}
