import Platform
import Press
import Storage

/// A sound archive of three articles, made once, and the place where broken ones are put.
enum SmallArchive {
  /// A folder of this process; a name in it is given to one archive after another.
  static let folder: String = {
    let path = (getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp") + "/fuzz-\(getpid())"
    guard mkdir(path, 0o700) == 0 else { fatalError("no folder can be made at \(path)") }
    return path
  }()

  static let path = folder + "/press.dossier"

  static let texts = [
    "L'Ukraine a accusé jeudi l'Iran d'avoir livré des drones à la Russie. « Nous avons des preuves », "
      + "a déclaré la ministre Annika Lindqvist à Oslo.",
    "Le gazoduc sera fermé à l’été, selon Oksana Hrytsenko. La mise en œuvre coûtera 12 %.",
    "The pipeline will close in June, Grace Okonjo-Adeyemi said. \"Nobody was asked,\" she added.",
  ]

  static func accounts() -> [Account] {
    texts.enumerated().map { i, text in
      var article = Article(body: text)
      article.title = "Title \(i)"
      article.outlet = "La Digue"
      article.published = PressDate(iso: "2022-12-0\(i + 1)")
      article.origin = Origin(path: "a.jsonl", record: i + 1)
      return reader.account(of: article)
    }
  }

  /// The bytes of the sound one.
  static let bytes: [UInt8] = {
    clear()
    do { try add(accounts()) } catch { fatalError("\(error)") }
    defer { clear() }
    return read(path)
  }()

  static func add(_ accounts: [Account]) throws {
    let session = try ImportSession(path, version: "fuzz", rules: "fuzz")
    try session.begin(path: "a.jsonl", entry: nil, format: "jsonl")
    for account in accounts { try session.add(account) }
    try session.finish(sha256: nil, bytes: 1, charset: "utf-8", charsetRule: "utf8")
    try session.close()
  }

  static func clear() {
    for ending in ["", "-wal", "-shm", "-journal", "-lock"] { unlink(path + ending) }
  }

  static func write(_ bytes: [UInt8]) {
    guard let file = fopen(path, "w") else { fatalError("\(path) cannot be written") }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  private static func read(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { fatalError("\(path) cannot be read") }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 16 << 20)
    let count = bytes.withUnsafeMutableBytes { fread($0.baseAddress, 1, $0.count, file) }
    return Array(bytes.prefix(count))
  }
}
