import Foundation
import Press
import Testing

@testable import Dumps

@Suite struct `Containers` {
  static let lines = "{\"text\":\"Un.\"}\n{\"text\":\"Deux.\"}\n"

  @Test(arguments: Packing.Kind.allCases)
  func `every wrapping gives the articles inside`(kind: Packing.Kind) throws {
    let got = try Reading(Packing.pack(Self.lines, as: kind))
    #expect(got.articles.map(\.body) == ["Un.", "Deux."], "\(got.errors)")
    let isArchive = kind.rawValue.hasPrefix("tar") || kind == .zip || kind == .sevenZip
    #expect(got.articles.first?.origin.entry == (isArchive ? "a.jsonl" : nil))
    #expect(got.files.first?.bytes == Self.lines.utf8.count)
    #expect(got.files.first?.sha256 == sha(Array(Self.lines.utf8)))
  }

  @Test(arguments: [200, 2000, 20_000])
  func `a gzip that breaks off gives all that it holds`(lines: Int) throws {
    // Every line is of its own, so that the compressed bytes grow with them.
    var seed: UInt64 = 7
    let text = (0..<lines).map { _ in
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return "{\"text\":\"\(seed)\"}\n"
    }.joined()
    let whole = Packing.pack(text, as: .gz)
    let got = try Reading(Array(whole[..<(whole.count * 3 / 4)]))
    #expect(got.articles.count > lines * 7 / 10, "\(got.errors) \(got.rejects)")
    #expect(got.articles.count < lines)
    #expect(got.rejects.contains { $0.reason.contains("breaks off") })
  }

  func sha(_ bytes: [UInt8]) -> String {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update($0) }
    return hash.finish()
  }

  @Test func `archives lie in archives, and gzip has many members`() throws {
    let gz = Packing.pack(Self.lines, as: .gz)
    let inner = Packing.pack([("b/c.jsonl.gz", gz + gz)], as: .zip)
    let outer = Packing.pack([("x.txt", Array("Texte seul.".utf8)), ("in.zip", inner)], as: .tarGz)
    let got = try Reading(outer)
    #expect(got.articles.map(\.body) == ["Texte seul.", "Un.", "Deux.", "Un.", "Deux."])
    #expect(
      got.articles.map(\.origin.entry) == ["x.txt"]
        + Array(repeating: "in.zip/b/c.jsonl.gz", count: 4))
    var options = DumpOptions()
    options.limits.depth = 1
    let shallow = try Reading(outer, options: options)
    #expect(shallow.articles.map(\.body) == ["Texte seul."])
    #expect(shallow.errors.map(\.kind) == [.limit])
  }

  @Test func `what file systems leave behind is passed over, and names stay inside`() throws {
    let bytes = Array("Texte.".utf8)
    let got = try Reading(
      Packing.pack(
        [
          ("__MACOSX/._a.txt", [0, 5, 22, 7]), (".DS_Store", [0, 0, 0, 1]), ("a/._b.txt", [0, 5]),
          ("../../etc/a.txt", bytes), ("/abs.txt", bytes), ("a/./b.txt", bytes),
          ("C:\\temp\\c.txt", bytes),
        ], as: .zip))
    #expect(got.articles.map(\.origin.entry) == ["etc/a.txt", "abs.txt", "a/b.txt", "temp/c.txt"])
    #expect(got.warnings.count == 3)
    #expect(got.warnings.first?.contains("«../../etc/a.txt» leads out of the archive") == true)
    #expect(got.errors.isEmpty)
  }

  @Test func `names of entries may be in old charsets`() throws {
    var zip = Packing.pack(
      [("ete1.txt", Array("Un.".utf8)), ("ete2.txt", Array("Deux.".utf8))], as: .zip)
    func rename(_ old: String, _ new: [UInt8]) {
      let old = Array(old.utf8)
      for i in zip.indices.dropLast(old.count) where Array(zip[i..<i + old.count]) == old {
        zip.replaceSubrange(i..<i + old.count, with: new)
      }
    }
    rename("ete1.txt", [0x82, 0x74, 0x82] + Array("1.txt".utf8))
    rename("ete2.txt", [0xE9, 0x74, 0xE9] + Array("2.txt".utf8))
    let got = try Reading(zip)
    #expect(got.articles.map(\.origin.entry) == ["été1.txt", "été2.txt"])
  }

  @Test func `names of entries may be declared as UTF-8`() throws {
    var zip = Packing.pack([("eeee.txt", Array("Un.".utf8))], as: .zip)
    for i in zip.indices.dropLast(9) {
      if zip[i...].starts(with: "eeee.txt".utf8) { zip.replaceSubrange(i..<i + 4, with: "éé".utf8) }
      // Bit 11 of the flags, in the local and in the central header.
      if zip[i...].starts(with: [0x50, 0x4B, 3, 4]) { zip[i + 7] |= 8 }
      if zip[i...].starts(with: [0x50, 0x4B, 1, 2]) { zip[i + 9] |= 8 }
    }
    let got = try Reading(zip)
    #expect(got.articles.map(\.origin.entry) == ["éé.txt"])
    #expect(got.warnings.isEmpty)
  }

  @Test(arguments: [Packing.Kind.gz, .zst, .xz, .bz2])
  func `a stream that breaks off gives what came before and a reject`(kind: Packing.Kind) throws {
    // Texts that do not repeat, so that the cut falls among the records.
    var lines = ""
    var state: UInt64 = 7
    for i in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      lines += "{\"id\":\(i),\"text\":\"\(String(state, radix: 36))\"}\n"
    }
    let whole = Packing.pack(lines, as: kind)
    let got = try Reading(Array(whole.dropLast(whole.count / 3)))
    if kind == .gz || kind == .zst { #expect(got.articles.count > 5000) }
    #expect(got.articles.count < 20_000)
    let told = got.rejects.map(\.reason) + got.errors.map(\.problem)
    #expect(told.contains { $0.contains("damaged") }, "\(told)")
    if let last = got.articles.last?.origin.record, !got.rejects.isEmpty {
      #expect(got.rejects.last?.origin.record ?? 0 > last)
    }
  }

  @Test func `a bomb stops at the ratio and its neighbours are read`() throws {
    let zeros = [UInt8](repeating: 0x61, count: 4 << 20)
    let bomb = Packing.pack([("bomb.txt", zeros), ("a.txt", Array("Texte.".utf8))], as: .zip)
    var options = DumpOptions()
    options.limits.ratioFloor = 1 << 20
    options.limits.ratio = 2
    let got = try Reading(bomb, options: options)
    #expect(got.articles.contains { $0.body == "Texte." })
    #expect(
      (got.rejects.map(\.reason) + got.errors.map(\.problem)).contains { $0.contains("--max-") })
    options = DumpOptions()
    options.limits.entries = 1
    let few = try Reading(
      Packing.pack([("a.txt", Array("A.".utf8)), ("b.txt", Array("B.".utf8))], as: .zip),
      options: options)
    #expect(few.articles.map(\.body) == ["A."])
    #expect(few.errors.map(\.kind) == [.limit])
    options.limits = .init()
    options.limits.entry = 10
    let small = try Reading(Packing.pack(Self.lines, as: .gz), options: options)
    #expect(small.rejects.count + small.errors.count == 1)
  }

  @Test(
    arguments: [
      (Array("%PDF-1.7\n".utf8), "pdftotext"), (Array("PAR1xxxx".utf8), "duckdb"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], "libreoffice"),
      // A file of the Arrow library, a DOC's first sector, a PDF behind a byte order mark.
      (Array("PAR1".utf8) + [0x15, 0x04, 0x15, 0x20, 0x15, 0x24, 0x4C, 0x15], "duckdb"),
      (Array("ARROW1\0\0".utf8), "pandas"), (Array("FEA1\0\0".utf8), "pandas"),
      (
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
          + [0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0], "libreoffice"
      ),
      ([0xEF, 0xBB, 0xBF] + Array("%PDF-1.4\n%\u{E2}".utf8), "pdftotext"),
      ([0x5A, 0x49, 0x4D, 0x04, 0, 0], "zimdump"),
      ([0x5A, 0x49, 0x4D, 0x04, 6, 0, 1, 0] + [UInt8](repeating: 0xA7, count: 80), "zimdump"),
      ([0x89, 0x50, 0x4E, 0x47, 13, 10], "tesseract"),
      ([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0], "ELF"), ([], "empty"),
      ((0..<200).map { UInt8($0) }, "binary"), (Array("Rar!\u{1A}\u{7}".utf8), "unrar"),
    ] as [([UInt8], String)])
  func `what is not read is refused with the way out`(bytes: [UInt8], word: String) throws {
    let got = try Reading(bytes)
    #expect(got.articles.isEmpty)
    #expect(got.errors.count == 1)
    #expect(got.errors.first?.description.contains(word) == true, "\(got.errors)")
  }

  @Test func `a text about tags is no page, and a file without articles is told`() throws {
    let about =
      "# Notes\n\n" + String(repeating: "Du texte. ", count: 40)
      + "La classe <p class=\"TitreArticleVisu\"> marque le titre."
    #expect(try Reading(about).format == "text")
    let json = "[{\"text\":\"<p class='DocPublicationName'>La Digue</p>\"}]"
    #expect(try Reading(json).format == "json")
    #expect(try Reading("[ {} ]").rejects.count == 1)
    let empty = try Reading("title,text,date\n")
    #expect(empty.articles.isEmpty && empty.rejects.isEmpty && empty.warnings.count == 1)
  }

  @Test func `a folder is read in order, and its loops, holes and links are told`() throws {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appending(path: "dossier-\(UUID().uuidString)")
    defer { try? files.removeItem(at: folder) }
    try files.createDirectory(at: folder.appending(path: "b/c"), withIntermediateDirectories: true)
    for (name, text) in [
      ("b/c/3.txt", "Trois."), ("2.txt", "Deux."), ("1.txt", "Un."), (".x", "-"),
    ] {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    try files.createSymbolicLink(at: folder.appending(path: "b/loop"), withDestinationURL: folder)
    try files.createSymbolicLink(
      atPath: folder.appending(path: "z.txt").path, withDestinationPath: "nowhere")
    let got = try Reading(paths: [folder.path, folder.appending(path: "gone").path])
    #expect(got.articles.map(\.body) == ["Un.", "Deux.", "Trois."])
    #expect(got.errors.map(\.kind) == [.unreadable, .unreadable, .unreadable])
    #expect(got.errors[0].problem.contains("has been read already"))
    #expect(got.errors[1].problem.contains("no such file"))
  }

  @Test func `records that are known are not given again`() throws {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "dossier-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("{\"text\":\"1\"}\n{\"text\":\n{\"text\":\"3\"}\n".utf8).write(to: file)
    let dump = try Dump(paths: [file.path])
    var seen: [Int] = []
    try dump.read(skipping: { _ in 2 }) { event in
      switch event {
      case .record(.article(let article)): seen.append(article.origin.record)
      case .record(.reject(let reject)): seen.append(-reject.origin.record)
      case .closed(let info): #expect(info.articles == 2 && info.rejects == 1)
      default: break
      }
    }
    #expect(seen == [3])
    struct Stop: Error {}
    #expect(throws: Stop.self) { try dump.read { _ in throw Stop() } }
    var recognised: [String] = []
    try dump.recognise { if case .opened(let info) = $0 { recognised.append(info.format) } }
    #expect(recognised == ["jsonl"])
    var options = DumpOptions()
    options.format = "nope"
    #expect(throws: DumpError.self) { try Dump(paths: [], options: options) }
  }

  /// The examples of FIPS 180-4 and a stream that is cut at awkward places.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func `sums are those of the standard`(text: String, sum: String) {
    let bytes = Array(text.utf8)
    #expect(sha(bytes) == sum)
    var hash = SHA256()
    var i = 0
    var step = 1
    while i < bytes.count {
      let end = min(i + step, bytes.count)
      bytes[i..<end].withUnsafeBytes { hash.update($0) }
      (i, step) = (end, step * 3 % 1009)
    }
    #expect(hash.finish() == sum)
  }
}
