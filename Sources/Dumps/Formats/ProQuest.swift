import Press

/// ProQuest exports as text.
struct ProQuest: DumpFormat {
  let name = "proquest-text"
  let summary =
    "ProQuest, TXT: title, publication, date, author, full text (else the abstract), every label"

  func recognise(_ head: Head) -> Recognition? {
    let bytes = head.bytes
    guard bytes.first != UInt8(ascii: "<"), ProQuestDocument.isExport(bytes),
      Mail().recognise(head) == nil
    else { return nil }
    let lines = String(decoding: bytes.prefix(65_536), as: UTF8.self).textLines
    guard
      lines.contains(where: {
        ProQuestDocument.isRule($0) || ProQuestDocument.isCounter($0.trimmed ?? "")
      })
    else { return nil }
    return Recognition(
      .marker, because: "labels of ProQuest («Full text:», «Publication title:») and its rules")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    let source = try MarkupSource(file)
    let text = String(decoding: source.bytes, as: UTF8.self)
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      try ProQuestDocument.give(
        text, to: builder, allowEmptyBody: file.options.allowEmptyBody
      ) { line, bytes in
        file.nextOrigin(line: line, bytes: source.range(bytes))
      }
      try builder.finish()
    }
  }
}
