/// What comes through the pipe in front of the program.
enum StandardInput {
  /// All of it as a text.
  static func text() -> String {
    var text = ""
    while let line = readLine(strippingNewline: false) { text += line }
    return text
  }
}
