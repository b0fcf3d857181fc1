/// An answer of a web server as an archive keeps it: status line, headers, body in its codings.
struct HTTPMessage {
  private(set) var status = 0
  private var headers: [(name: String, value: String)] = []
  /// The body as the archive has it.
  private let raw: ArraySlice<UInt8>

  /// Why a body cannot be read.
  struct Trouble: Error { var problem: String }

  /// Reads the head of an answer; nil when the bytes are none.
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: Array("HTTP/".utf8)) else { return nil }
    let (lines, body) = Self.head(of: bytes[...])
    let words = (lines.first ?? "").split(separator: " ")
    status = words.count > 1 ? Int(words[1]) ?? 0 : 0
    headers = Self.fields(lines.dropFirst())
    raw = bytes[body...]
  }

  subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

  /// The media type without parameters, in lower case.
  var type: String? { self["content-type"]?.split(separator: ";").first?.trimmed?.lowercased() }

  /// The charset that the head declares.
  var charset: String? {
    guard let value = self["content-type"]?.lowercased(), let at = value.range(of: "charset=")
    else { return nil }
    return value[at.upperBound...].split(whereSeparator: { "; \"'".contains($0) }).first.map(
      String.init)
  }

  /// The lines up to the first empty one, and where what follows starts.
  static func head(of bytes: ArraySlice<UInt8>) -> (lines: [String], body: Int) {
    var lines: [String] = []
    var at = bytes.startIndex
    while at < bytes.endIndex, lines.count < 1000 {
      let end = bytes[at...].firstIndex(of: 0x0A) ?? bytes.endIndex
      var line = bytes[at..<end]
      if line.last == 0x0D { line = line.dropLast() }
      at = min(end + 1, bytes.endIndex)
      if line.isEmpty { break }
      lines.append(String(decoding: line, as: UTF8.self))
    }
    return (lines, at)
  }

  /// Headers with their names in lower case; a line that starts with a blank goes on with the last.
  static func fields(_ lines: some Sequence<String>) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    for line in lines {
      if let first = line.first, first == " " || first == "\t", !fields.isEmpty {
        fields[fields.count - 1].value += " " + (line.trimmed ?? "")
      } else if let colon = line.firstIndex(of: ":") {
        fields.append(
          (line[..<colon].lowercased(), line[line.index(after: colon)...].trimmed ?? ""))
      }
    }
    return fields
  }

  /// The body without its transfer and content codings.
  ///
  /// - Throws: `Trouble` when it is cut, damaged, larger than `limit`, or in a coding that is not
  ///   read here.
  func body(limit: Int) throws(Trouble) -> [UInt8] {
    var bytes = Array(raw)
    if self["transfer-encoding"]?.lowercased().range(of: "chunked") != nil,
      let joined = try Self.joined(bytes)
    {
      bytes = joined
    } else if let length = self["content-length"].flatMap({ Int($0) }), bytes.count < length {
      throw Trouble(
        problem: "the body is cut: \(length) bytes are declared, \(bytes.count) are there")
    }
    let coding = (self["content-encoding"] ?? "identity").lowercased()
    if bytes.starts(with: [0x1F, 0x8B]) { return try Self.inflated(bytes, limit) }
    if coding.range(of: "deflate") != nil, bytes.count > 6, bytes[0] & 0x0F == 8,
      (Int(bytes[0]) << 8 + Int(bytes[1])) % 31 == 0
    {
      // A zlib stream contains what a gzip member contains, between other marks.
      let member: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
      return try Self.inflated(
        member + bytes[2..<bytes.count - 4] + [0, 0, 0, 0, 0, 0, 0, 0], limit)
    }
    if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return try Self.inflated(bytes, limit) }
    if coding == "br", !Self.looksLikeText(bytes) {
      throw Trouble(
        problem: "the body is coded with brotli, which is not read; ask for gzip when you collect")
    }
    return bytes
  }

  private static func looksLikeText(_ bytes: [UInt8]) -> Bool {
    bytes.prefix(256).allSatisfy { $0 >= 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
  }

  /// The chunks of a body as one; nil when it is not chunked although it says so.
  private static func joined(_ bytes: [UInt8]) throws(Trouble) -> [UInt8]? {
    var out: [UInt8] = []
    var at = 0
    while at < bytes.count {
      guard let end = bytes[at...].firstIndex(of: 0x0A), end - at < 64 else { break }
      let size = String(decoding: bytes[at..<end], as: UTF8.self).split(whereSeparator: {
        $0 == ";" || $0.isWhitespace
      }).first
      guard let length = size.flatMap({ Int($0, radix: 16) }), length >= 0 else { break }
      if length == 0 { return out }
      let start = end + 1
      guard length <= bytes.count - start else {
        throw Trouble(problem: "the body is cut inside a chunk of \(length) bytes")
      }
      out.append(contentsOf: bytes[start..<start + length])
      at = start + length
      if at < bytes.count, bytes[at] == 0x0D { at += 1 }
      if at < bytes.count, bytes[at] == 0x0A { at += 1 }
    }
    // Many archives store the joined body and leave the header as it was.
    if out.isEmpty { return nil }
    if at >= bytes.count { throw Trouble(problem: "the body is cut: its last chunk is missing") }
    throw Trouble(problem: "the chunks of the body are damaged")
  }

  private static func inflated(_ bytes: [UInt8], _ limit: Int) throws(Trouble) -> [UInt8] {
    do {
      let reader = try ArchiveReader(MemorySource(bytes), wrapping: .stream)
      guard try reader.next() != nil else { return [] }
      var out: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      while true {
        let n = try buffer.withUnsafeMutableBytes { try reader.read(into: $0) }
        if n == 0 { return out }
        guard out.count + n <= limit else {
          throw Trouble(problem: "the body is larger than \(limit) bytes (--max-size)")
        }
        if out.count > 64 << 20, out.count / (bytes.count + (256 << 10)) > 250 {
          throw Trouble(
            problem: "the body decompresses to more than 250 times its size, as zip bombs do")
        }
        out.append(contentsOf: buffer[..<n])
      }
    } catch let trouble as Trouble {
      throw trouble
    } catch let error as DumpError {
      throw Trouble(problem: "the compressed body is cut or damaged: \(error.problem)")
    } catch {
      throw Trouble(problem: "the compressed body is damaged: \(error)")
    }
  }
}
