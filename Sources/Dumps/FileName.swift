import Platform

/// Names of files, which are bytes to the system and need not be UTF-8.
///
/// A name that is not UTF-8 is written with `\xE9` for each byte that is none, as `ls -b` and Python
/// do; opening such a name gives the bytes back.
public enum FileName {
  /// The name whose bytes are `bytes`, as text.
  public static func text(of bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    var at = 0
    while at < bytes.count {
      // The longest run of UTF-8 from here on is at most four bytes long.
      let length = (1...4).first {
        at + $0 <= bytes.count
          && String(validating: bytes[at..<at + $0], as: UTF8.self) != nil
      }
      if let length {
        text += String(decoding: bytes[at..<at + length], as: UTF8.self)
        at += length
      } else {
        let digits = String(bytes[at], radix: 16, uppercase: true)
        text += "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
        at += 1
      }
    }
    return text
  }

  /// The bytes of a name that `text(of:)` wrote with escapes; nil when there are none in it.
  static func escapedBytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var hasEscapes = false
    let given = Array(text.utf8)
    var at = 0
    while at < given.count {
      if given[at] == UInt8(ascii: "\\"), at + 3 < given.count, given[at + 1] == UInt8(ascii: "x"),
        let byte = UInt8(String(decoding: given[(at + 2)..<(at + 4)], as: UTF8.self), radix: 16),
        byte >= 0x80
      {
        bytes.append(byte)
        hasEscapes = true
        at += 4
      } else {
        bytes.append(given[at])
        at += 1
      }
    }
    return hasEscapes ? bytes : nil
  }

  /// Calls the system with the bytes of `path`: as they are, and with its escapes read when that
  /// fails with a negative result.
  static func call(_ path: String, _ body: (UnsafePointer<CChar>) -> Int32) -> Int32 {
    let result = body(path)
    guard result < 0, let bytes = escapedBytes(path) else { return result }
    return (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map(body) ?? -1
    }
  }

  /// True when something is called `path`.
  public static func exists(_ path: String) -> Bool {
    var status = stat()
    return call(path) { stat($0, &status) } == 0
  }

  /// The arguments of the program as `text(of:)` writes them, its own name left out, and those among them
  /// that are not UTF-8.
  public static func arguments() -> (all: [String], damaged: [String]) {
    var all: [String] = []
    var damaged: [String] = []
    for i in 1..<max(1, Int(CommandLine.argc)) {
      guard let argument = CommandLine.unsafeArgv[i] else { continue }
      let bytes = UnsafeBufferPointer(start: argument, count: length(argument)).map {
        UInt8(bitPattern: $0)
      }
      all.append(text(of: bytes))
      if String(validating: bytes, as: UTF8.self) == nil { damaged.append(all[all.count - 1]) }
    }
    return (all, damaged)
  }

  private static func length(_ text: UnsafePointer<CChar>) -> Int {
    var count = 0
    while text[count] != 0 { count += 1 }
    return count
  }
}
