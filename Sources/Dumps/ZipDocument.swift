/// A document that is a zip of parts: DOCX, XLSX, ODT, EPUB. Read from memory, by part.
struct ZipDocument {
  /// The parts in the order of the file, with their bytes.
  private(set) var parts: [(name: String, bytes: [UInt8])] = []

  /// Reads the parts that `wanted` asks for.
  ///
  /// - Throws: `DumpError` when the zip is damaged, or its parts together exceed `limits.whole` bytes
  ///   or the ratio of `limits`.
  init(
    _ bytes: [UInt8], limits: DumpOptions.Limits, wanted: (String) -> Bool = { _ in true }
  ) throws {
    let reader = try ArchiveReader(MemorySource(bytes), wrapping: .zip)
    var total = 0
    while let entry = try reader.next() {
      guard entry.isFile, wanted(entry.name) else { continue }
      var part: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 256 << 10)
      while true {
        let n = try buffer.withUnsafeMutableBytes { try reader.read(into: $0) }
        if n == 0 { break }
        total += n
        if total > limits.ratioFloor, total / (bytes.count + (256 << 10)) > limits.ratio {
          throw DumpError(
            .limit, path: "",
            problem: "its parts decompress to more than \(limits.ratio) times its size, as zip "
              + "bombs do (--max-ratio)")
        }
        if total > limits.whole {
          throw DumpError(
            .limit, path: "",
            problem: "its parts are larger than \(limits.whole) bytes (--max-size)")
        }
        part.append(contentsOf: buffer[..<n])
      }
      parts.append((entry.name, part))
    }
  }

  /// The bytes of the part called `name`.
  subscript(name: String) -> [UInt8]? { parts.first { $0.name == name }?.bytes }

  /// True when the names in a zip's headers are those of a document and not of a bundle of files.
  static func hasDocumentNames(_ bytes: [UInt8]) -> Bool {
    names(in: bytes).contains { name in
      name == "[Content_Types].xml" || name == "mimetype" || name == "word/document.xml"
        || name == "xl/workbook.xml"
    }
  }

  /// The names that are in local headers and in the central directory.
  private static func names(in bytes: [UInt8]) -> [String] {
    var names: [String] = []
    var i = 0
    while i + 30 <= bytes.count {
      guard bytes[i] == 0x50, bytes[i + 1] == 0x4B else {
        i += 1
        continue
      }
      let (lengthAt, nameAt): (Int, Int)
      switch (bytes[i + 2], bytes[i + 3]) {
      case (3, 4): (lengthAt, nameAt) = (i + 26, i + 30)
      case (1, 2): (lengthAt, nameAt) = (i + 28, i + 46)
      default:
        i += 1
        continue
      }
      let length = Int(bytes[lengthAt]) | Int(bytes[lengthAt + 1]) << 8
      if nameAt + length <= bytes.count {
        names.append(String(decoding: bytes[nameAt..<nameAt + length], as: UTF8.self))
      }
      i = nameAt
    }
    return names
  }
}
