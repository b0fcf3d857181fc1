import Press

/// Word documents of any kind: one article a document, or one a heading.
struct DOCX: DumpFormat {
  let name = "docx"
  let summary =
    "Word documents: one article a document, or as many as headings, pages, rules, sources with "
    + "days, or rows of a table show (--record h1 … or none says which)"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    if WordDocument.isXML(bytes) {
      return Recognition(.namespace, because: "a Word document in one file of XML")
    }
    guard bytes.starts(with: [0x50, 0x4B, 3, 4]), bytes.containsMarker("word/"),
      !NexisDOCX.isExport(head)
    else { return nil }
    return Recognition(.magic, because: "zip with the parts of a Word document")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let document = try WordDocument(
      try file.wholeBytes(), limits: file.options.limits, map: file.options.fieldMap)
    try withoutActuallyEscaping(yield) { yield in
      var articles = DocumentArticles(file: file, builder: RecordBuilder(file, yield: yield))
      if let properties = document.properties {
        articles.read(properties: properties, created: "dcterms:created")
      }
      try articles.give(document.content, to: yield)
      try articles.tell(notes: document.notes, to: yield)
    }
  }
}

extension DocumentArticles {
  /// Title, writer and day of a document, which say something of the file and little of an article.
  mutating func read(properties: Markup, created: String) {
    title = properties.first("dc:title")?.line.flatMap { title in
      let isDefault = ["microsoft word -", "document", "untitled", "sans titre"].contains {
        title.lowercased().hasPrefix($0)
      }
      return isDefault ? nil : title
    }
    for (key, name) in [("document_creator", "dc:creator"), ("document_created", created)] {
      guard let line = properties.first(name)?.line else { continue }
      self.properties.append(RecordField(key, role: nil, rank: 0, value: .text(line)))
    }
  }
}
