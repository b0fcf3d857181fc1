import Press

/// XML of any kind in which one element, as a rule repeated, is an article.
struct XMLRecords: DumpFormat {
  let name = "xml"
  let hasTags = true
  let isGeneral = true
  let summary =
    "XML of any kind with an element an article (corpora, Scrapy, agencies, JATS, Solr): attributes "
    + "and elements are fields; --dry-run shows them, --record and --map decide"

  func recognise(_ head: Head) -> Recognition? {
    let start = head.bytes.drop { $0 <= 0x20 }
    guard start.first == UInt8(ascii: "<"), start.count > 2 else { return nil }
    guard Self.isForeign(head.bytes), TaggedText().recognise(head) == nil,
      let plan = XMLPlan(head.bytes, record: head.record, map: head.fieldMap)
    else { return nil }
    return Recognition(.shape, because: plan.description)
  }

  /// True when the outermost element is none of HTML's, nor of another known use of XML.
  ///
  /// `<article>` is an element of both; one with a `<body>` inside is none of a page.
  static func isForeign(_ bytes: [UInt8]) -> Bool {
    let lead = Array(bytes.prefix(8192))
    guard !lead.starts(with: Array("<?php".utf8)), let outer = Markup(lead, as: .xml).root
    else { return false }
    let root = outer.name
    let others: Set<String> = [
      "html", "svg", "plist", "stylesheet", "project", "configuration", "workbook", "kml", "gpx",
      "opml", "xliff", "resources", "head", "body", "script", "style",
    ]
    if others.contains(root.lowercased()) { return false }
    let shared: Set<String> = ["article", "title", "text", "source", "data", "time", "object"]
    func isHTML(_ name: String) -> Bool {
      NameTable.html.id(of: name).map {
        !Tag.traits(of: $0).subtracting([.sentence, .word]).isEmpty
      } ?? false
    }
    if !isHTML(root) || shared.contains(root) { return true }
    // `<base>` of a home-made corpus: what is in it is no HTML.
    return outer.children.first.map { !isHTML($0.name) && !$0.attributes.isEmpty } ?? false
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    let map = file.options.fieldMap
    let start = Array(source.bytes.prefix(Lookahead.size))
    file.isSplitAsAsked = true
    guard let plan = XMLPlan(start, record: file.options.record, map: map) else {
      throw file.error(
        .unrecognised,
        "is XML in which no element looks like an article; name it with --record ELEMENT, and its "
          + "fields with --map")
    }
    var isFound = false
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      // An article that is not closed ends where the next one begins.
      try file.readXML(source, records: [plan.record], nested: plan.isNested, to: yield) {
        element, origin in
        isFound = true
        var record = XMLRecord(element, map: map)
        if record.isTextMapped { file.mapped.insert(.body) }
        try Self.add(&record, to: builder, at: origin)
      }
      try builder.finish()
    }
    if !isFound, let named = file.options.record {
      throw file.error(
        .unrecognised,
        "has no element <\(named)>, which --record names; there are: "
          + XMLPlan.names(in: start).joined(separator: ", "))
    }
  }

  private static func add(
    _ record: inout XMLRecord, to builder: RecordBuilder, at origin: Origin
  ) throws {
    record.findDay()
    record.readAround()
    var fields = record.fields
    if case .longest(let element)? = record.text {
      let rule = Metadata.text("longest field: \(element.name)")
      fields.append(RecordField("body_rule", role: nil, rank: 0, value: rule))
    }
    try builder.add(fields, body: record.body(), at: origin)
  }
}
