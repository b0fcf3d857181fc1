import Press

/// Messages: newsletters and alerts, one in a file (eml) or many (mbox).
struct Mail: DumpFormat {
  let name = "mail"
  let summary = "e-mail: one message (eml) or a mailbox (mbox); the sender is the outlet"

  private static let known: Set<String> = [
    "from", "to", "subject", "date", "message-id", "mime-version", "received", "return-path",
    "delivered-to", "content-type", "x-mailer", "reply-to", "list-id", "dkim-signature",
  ]

  func recognise(_ head: Head) -> Recognition? {
    if MHTML.isArchive(head.bytes) { return nil }
    let start = head.bytes.drop { $0 <= 32 }
    guard start.starts(with: Array("From ".utf8)) || MailPart.isHeader(start.prefix(80)) else {
      return nil
    }
    var lines = start.prefix(32_768).split(separator: 10, omittingEmptySubsequences: true)[...]
    guard let first = lines.first else { return nil }
    let isBox = Self.startsMessage(first)
    if isBox { lines = lines.dropFirst() }
    var found = Set<String>()
    for line in lines.prefix(200) {
      if line.first == 0x20 || line.first == 9 { continue }
      guard MailPart.isHeader(line) else { break }
      let name = line.prefix { $0 != UInt8(ascii: ":") }
      found.insert(String(decoding: name, as: UTF8.self).lowercased())
    }
    let headers = found.intersection(Self.known)
    guard headers.contains("from") || headers.contains("received"), headers.count >= 3 else {
      return nil
    }
    // «From, Date, Subject» alone may head a text; a message carries traces of its way.
    let isMessage = !headers.isDisjoint(with: [
      "message-id", "mime-version", "received", "return-path", "delivered-to", "content-type",
    ])
    guard isBox || isMessage else { return nil }
    return Recognition(
      .marker,
      because: isBox ? "a mailbox: «From » and headers" : "headers of a message (From, Date, …)")
  }

  func read(_ file: DumpFile, yield: (Record) throws -> Void) throws {
    try withoutActuallyEscaping(yield) { yield in
      let builder = RecordBuilder(file, yield: yield)
      let lines = LineReader(file)
      var message: [UInt8] = []
      var (start, number, end) = (0, 1, 0)
      var (isBox, isTooLong, isBlank, isFirst) = (false, false, true, true)
      func finish() throws {
        if message.allSatisfy({ $0 <= 32 }) { return }
        let origin = file.nextOrigin(line: number, bytes: start..<end)
        if isTooLong {
          return try message.withUnsafeBytes {
            try builder.reject(
              origin, "the message has more than \(file.options.limits.record) bytes (--max-size)",
              excerpt: $0)
          }
        }
        try Self.add(message[...], file, builder, origin)
      }
      while let line = try lines.next() {
        if isFirst, line.bytes.allSatisfy({ $0 <= 32 }) { continue }
        let isStart = (isFirst || isBox && isBlank) && Self.startsMessage(line.bytes)
        if isStart {
          try finish()
          (message, isTooLong, isBox) = ([], false, true)
          (start, number) = (line.range.lowerBound, line.number)
        } else if message.count + line.bytes.count > file.options.limits.record || line.isTooLong {
          isTooLong = true
        } else {
          // A mailbox quotes what would look like its own mark.
          let quoted = isBox && line.bytes.drop { $0 == 0x3E }.starts(with: Array("From ".utf8))
          message += line.bytes.dropFirst(quoted && line.bytes.first == 0x3E ? 1 : 0)
          message.append(10)
        }
        if isFirst { (start, number) = (line.range.lowerBound, line.number) }
        isFirst = false
        isBlank = line.bytes.isEmpty
        end = line.range.upperBound
      }
      try finish()
      try builder.finish()
    }
  }

  // «From anna@example.org Wed Feb 18 22:18:43 2015»
  private static func startsMessage(_ line: some Collection<UInt8>) -> Bool {
    guard line.starts(with: Array("From ".utf8)), line.count < 200 else { return false }
    let text = String(decoding: line, as: UTF8.self)
    return text.contains { $0.isNumber } && text.contains(":")
  }

  private static func add(
    _ bytes: ArraySlice<UInt8>, _ file: DumpFile, _ builder: RecordBuilder, _ origin: Origin,
    depth: Int = 0
  ) throws {
    let message = MailPart(bytes)
    let text = message.text(of: file)
    if try addExport(text, file, builder, origin) { return }
    var fields: [RecordField] = []
    func add(_ name: String, _ role: FieldRole, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      fields.append(RecordField(name, role: role, rank: 0, value: .text(value)))
    }
    add("subject", .title, message["subject"])
    add("date", .published, message["date"])
    add("message-id", .id, message["message-id"].map { String($0.trimmedOfBrackets) })
    add("content-language", .language, message["content-language"])
    if let from = message["from"] {
      let (name, address) = sender(from)
      add("from", .outlet, name ?? address)
      if name != nil, let address {
        fields.append(RecordField("from_address", role: nil, rank: 0, value: .text(address)))
      }
    }
    let rest = message.headers.filter {
      !["subject", "date", "message-id", "from"].contains($0.name.lowercased())
    }
    fields.append(
      RecordField(
        "headers", role: nil, rank: 0,
        value: .object(rest.map { .init($0.name, .text($0.value)) })))
    if !text.attachments.isEmpty {
      fields.append(
        RecordField(
          "attachments", role: nil, rank: 0, value: .list(text.attachments.map { .text($0) })))
    }
    // The alternatives are one text twice. The plain one is as it was written, unless it only says
    // that there is another.
    let plain = FieldText.trimmed(text.plain.joined(separator: "\n\n"))
    let html = FieldText.trimmed(text.html.joined(separator: "\n\n"))
    let takesHTML = plain.isEmpty || plain.utf8.count * 4 < html.utf8.count
    if takesHTML, !html.isEmpty {
      fields.append(RecordField("body_rule", role: nil, rank: 0, value: .text("html")))
    }
    var body = takesHTML && !html.isEmpty ? html : plain
    if let inner = ForwardedMail(body) {
      body = inner.body
      Self.replace(&fields, by: inner)
    }
    let notices = MailNotices.take(from: &body)
    if !notices.isEmpty {
      let value = Metadata.list(notices.map(Metadata.text))
      fields.append(RecordField("notices", role: nil, rank: 0, value: value))
    }
    if body.isEmpty, !text.inner.isEmpty {
      // A message that only passes others on is a wrapping.
      return try addInner(text, of: message, file, builder, origin, depth: depth)
    }
    if body.isEmpty, !file.options.allowEmptyBody {
      return try bytes.withUnsafeBytes {
        try builder.reject(
          origin,
          "the message has no text part, only \(text.attachments.count) attachments; save "
            + "them and import them on their own", excerpt: $0)
      }
    }
    try builder.add(fields, body: body, at: origin)
    try addInner(text, of: message, file, builder, origin, depth: depth)
  }

  /// Puts what a message that was passed on says in place of what the message around it says, which stays
  /// under names of its own.
  private static func replace(_ fields: inout [RecordField], by inner: ForwardedMail) {
    let values: [(String, String?)] = [
      ("subject", inner.subject), ("from", inner.from.map { sender($0).name ?? $0 }),
      ("date", inner.date),
    ]
    for case (let name, let value?) in values {
      guard let at = fields.firstIndex(where: { $0.name == name }) else { continue }
      fields.append(
        RecordField("forwarded_\(name)", role: nil, rank: 0, value: fields[at].value))
      fields[at].value = .text(value)
    }
    if let note = inner.note {
      fields.append(RecordField("forward_note", role: nil, rank: 0, value: .text(note)))
    }
  }

  /// Attached messages and texts as articles of their own; a word about what was not read.
  private static func addInner(
    _ text: MailPart.Text, of message: MailPart, _ file: DumpFile, _ builder: RecordBuilder,
    _ origin: Origin, depth: Int
  ) throws {
    if !text.unread.isEmpty {
      let names = text.unread.prefix(3).map { "«\($0)»" }.joined(separator: ", ")
      try builder.warn(
        Warning(
          .attachments, origin: origin,
          message: "\(text.unread.count) attachment\(text.unread.count == 1 ? "" : "s") not read: "
            + "\(names)", count: text.unread.count))
    }
    guard depth < 4 else { return }
    for inner in text.inner {
      let place = file.nextOrigin(line: origin.line, bytes: origin.bytes)
      switch inner {
      case .message(let bytes): try add(bytes, file, builder, place, depth: depth + 1)
      case .text(let name, let body):
        var fields = [
          RecordField("attached_to", role: nil, rank: 0, value: .text(message["subject"] ?? ""))
        ]
        if let name {
          fields.append(RecordField("filename", role: .title, rank: 0, value: .text(name)))
        }
        try builder.add(fields, body: FieldText.trimmed(body), at: place)
      }
    }
  }

  /// Takes the documents of a database that come as a message: they are the articles.
  ///
  /// - Returns: false when the message is none of that kind.
  private static func addExport(
    _ text: MailPart.Text, _ file: DumpFile, _ builder: RecordBuilder, _ origin: Origin
  ) throws -> Bool {
    guard
      let part = (text.html + text.plain).first(where: {
        ProQuestDocument.isExport(Array($0.utf8))
      })
    else { return false }
    var isFirst = true
    try ProQuestDocument.give(
      part, to: builder, allowEmptyBody: file.options.allowEmptyBody
    ) { _, _ in
      defer { isFirst = false }
      return isFirst ? origin : file.nextOrigin(line: origin.line, bytes: origin.bytes)
    }
    return true
  }

  // «"Le Phare" <info@phare.example>» gives the name and the address.
  private static func sender(_ from: String) -> (name: String?, address: String?) {
    guard let open = from.lastIndex(of: "<") else { return (nil, FieldText.trimmed(from)) }
    let address = from[from.index(after: open)...].prefix { $0 != ">" }
    let name = FieldText.trimmed(String(from[..<open].filter { $0 != "\"" }))
    return (name.isEmpty ? nil : name, address.isEmpty ? nil : String(address))
  }
}

extension String {
  /// Without the brackets around it.
  fileprivate var trimmedOfBrackets: Substring {
    hasPrefix("<") && hasSuffix(">") ? dropFirst().dropLast() : self[...]
  }
}
