/// Decides by its bytes what format a file is in.
enum Recogniser {
  /// Every format of the folder `Formats`.
  static let formats: [any DumpFormat] = GatheredFormats.all

  /// The format called `name`.
  ///
  /// - Throws: `DumpError` with the names that exist.
  static func format(named name: String) throws -> any DumpFormat {
    if let format = formats.first(where: { $0.name == name.lowercased() }) { return format }
    let names = formats.map(\.name).sorted().joined(separator: ", ")
    throw DumpError(
      .options, path: "", problem: "there is no format «\(name)»; there are: \(names)")
  }

  /// The format of `file`: the one that was asked for, else the one with the best evidence.
  ///
  /// - Throws: `DumpError` for an empty file, one that is refused by name, and one of no format.
  static func format(of file: DumpFile) throws -> (any DumpFormat, Recognition) {
    if file.options.bare {
      let format = try format(named: "text")
      return (format, Recognition(.asked, because: "asked for: one bare article a file"))
    }
    if file.options.answersLines {
      return (AnsweredLines(), Recognition(.asked, because: "asked for: every line is answered"))
    }
    if let name = file.options.format, name != "auto" {
      return (
        try format(named: name), Recognition(.asked, because: "asked for")
      )
    }
    let head = file.head
    if head.bytes.isEmpty { throw file.error(.empty, "is empty; nothing to import") }
    if let refusal = UnsupportedFile.of(head.bytes) { throw file.error(.refused, refusal) }
    let found = candidates(head)
    guard var best = found.first else {
      throw file.error(.unrecognised, UnsupportedFile.unrecognised(head))
    }
    if found.count > 1, found[1].recognition.evidence == best.recognition.evidence {
      best.recognition.rival = found[1].format.name
    }
    return best
  }

  /// The formats that something in `head` speaks for, those with the best evidence first.
  static func candidates(_ head: Head) -> [(format: any DumpFormat, recognition: Recognition)] {
    // Tags begin a page; text, a table or JSON only talks about them.
    let first = head.bytes.first { $0 > 32 }
    let hasTags =
      first != UInt8(ascii: "{") && first != UInt8(ascii: "[")
      && head.bytes.prefix(256).contains(UInt8(ascii: "<"))
    var found: [(format: any DumpFormat, recognition: Recognition)] = []
    let asked = formats.filter { hasTags || !$0.hasTags }
    for format in asked.filter({ !$0.isGeneral }) + asked.filter(\.isGeneral) {
      if format.isGeneral, let best = found.first, best.recognition.evidence > .shape { continue }
      guard let recognition = format.recognise(head) else { continue }
      let place = found.firstIndex { $0.recognition.evidence < recognition.evidence }
      found.insert((format, recognition), at: place ?? found.count)
    }
    return found
  }
}
