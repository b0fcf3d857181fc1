import Press

extension TextLayout {
  /// Hands over the articles of a file, and says that it was split; `first` is the place of the first
  /// one where it has been counted already.
  ///
  /// - Throws: what the one who takes the records throws.
  static func give(
    _ parts: [Part], of file: DumpFile, to builder: RecordBuilder, first: Origin? = nil,
    hasLines: Bool = true
  ) throws {
    for (n, part) in parts.enumerated() {
      var place = first.flatMap { n == 0 ? $0 : nil } ?? file.nextOrigin()
      // Bytes are those of the decoded text, which need not be those of the file.
      place.bytes = nil
      place.line = hasLines ? part.line : nil
      if n == 0, parts.count > 1 { try builder.warn(split(into: parts.count, at: place)) }
      if part.body.isEmpty, !file.options.allowEmptyBody {
        let title = part.fields.first { $0.role == .title }?.value.string ?? ""
        try Array(title.utf8).withUnsafeBytes {
          try builder.reject(place, "there is no text below the heading", excerpt: $0)
        }
      } else {
        try builder.add(part.fields, body: part.body, at: place)
      }
    }
  }

  /// Says that a file was split into several articles.
  static func split(into count: Int, at place: Origin) -> Warning {
    Warning(
      .shape, origin: place,
      message: "looks like \(count) articles and was split; --record none keeps it whole",
      count: count)
  }

  /// Says that a text is stored as one article and may be several.
  static func doubt(_ why: String, at place: Origin) -> Warning {
    Warning(
      .shape, origin: place,
      message: "\(why): is it several articles? It is stored as one, without a date")
  }
}
