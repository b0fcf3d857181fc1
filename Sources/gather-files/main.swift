// Writes one Swift file from a target's data files and formats: gather-files ROOT OUTPUT FILE…
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

let arguments = CommandLine.arguments
let root = URL(filePath: arguments[1])
let output = URL(filePath: arguments[2])
let files = arguments.dropFirst(3).map { URL(filePath: $0) }

var text = "enum GatheredText {\n  static let files: [(path: String, text: StaticString)] = [\n"
for file in files where file.pathExtension != "swift" {
  let path = file.path.dropFirst(root.path.count).drop { $0 == "/" }
  let content = String(decoding: try Data(contentsOf: file), as: UTF8.self)
  text += "    (\"\(path)\", ##\"\"\"\n\(content)\n\"\"\"##),\n"
}
text += "  ]\n}\n"

let formats = files.filter { $0.pathExtension == "swift" }
if !formats.isEmpty {
  let names = formats.map { $0.deletingPathExtension().lastPathComponent + "()" }
  text += "enum GatheredFormats {\n  static let all: [any DumpFormat] = [\n"
  text += names.map { "    \($0),\n" }.joined() + "  ]\n}\n"
}
try Data(text.utf8).write(to: output)
