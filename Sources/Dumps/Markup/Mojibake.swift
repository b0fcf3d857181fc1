/// UTF-8 that was taken for Latin-1 on its way into a feed, and characters of Windows-1252 that came
/// as controls.
enum Mojibake {
  /// `text` with its controls U+0080 to U+009F read as what they stand for.
  ///
  /// Those controls never stand in an article. Where they form valid UTF-8 with the characters around
  /// them, the text was encoded twice; what is left is Windows-1252.
  static func repaired(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { 0x80..<0xA0 ~= $0.value }) else { return text }
    var out = ""
    var run: [UInt8] = []
    func close() {
      if let decoded = String(validating: run, as: UTF8.self), !run.isEmpty {
        out += decoded
      } else {
        for byte in run {
          let scalar = 0x80..<0xA0 ~= byte ? Entities.windows1252[Int(byte - 0x80)] : UInt32(byte)
          if let scalar = Unicode.Scalar(scalar) { out.unicodeScalars.append(scalar) }
        }
      }
      run = []
    }
    for scalar in text.unicodeScalars {
      if 0x80..<0x100 ~= scalar.value {
        run.append(UInt8(scalar.value))
      } else {
        close()
        out.unicodeScalars.append(scalar)
      }
    }
    close()
    return out
  }
}
