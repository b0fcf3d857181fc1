import Platform

/// What comes through the pipe in front of the program.
enum StandardInput {
  /// All of it as a text.
  static func text() -> String {
    var text = ""
    while let line = readLine(strippingNewline: false) { text += line }
    return text
  }

  /// A whole file as a text.
  static func text(ofFile path: String) throws -> String {
    func failure() -> Failure {
      Failure(.misuse, "\(path) cannot be read: \(String(cString: strerror(errno)).lowercased())")
    }
    guard let file = fopen(path, "re") else { throw failure() }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&block, 1, block.count, file)
      if count == 0, ferror(file) != 0 { throw failure() }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += block[..<count]
    }
  }

  /// Makes sure that no file of ours gets the number of a standard stream that is closed: what is
  /// meant for one would go into the other.
  static func occupyDescriptors() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 {
      // The wrong way round, so that reading or writing there fails.
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  /// The lines of a file, or of standard input for «-», without empty ones and blanks at their ends.
  ///
  /// - Throws: `Failure` when it cannot be read.
  static func lines(of path: String) throws -> [String] {
    let all = path == "-" ? text() : try text(ofFile: path)
    let text = all.hasPrefix("\u{FEFF}") ? all.dropFirst() : all[...]
    return text.split(whereSeparator: \.isNewline).map { line in
      String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }.filter { !$0.isEmpty }
  }
}
