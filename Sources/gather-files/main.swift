// Writes one Swift file from a target's data files and formats, and a digest of all files that make
// its rules: gather-files ROOT OUTPUT FILE… --digest FILE…
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

let arguments = CommandLine.arguments
let root = URL(filePath: arguments[1])
let output = URL(filePath: arguments[2])
let given = arguments.dropFirst(3).split(
  separator: "--digest", maxSplits: 1, omittingEmptySubsequences: false)
let files = given[0].map { URL(filePath: $0) }
let rules = given[1].map { URL(filePath: $0) }

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
if !rules.isEmpty {
  // FNV-1a of names and contents.
  var digest: UInt64 = 0xcbf2_9ce4_8422_2325
  for file in rules {
    let content = try Data(contentsOf: file)
    for byte in Data(file.lastPathComponent.utf8) + [0] + content + [0] {
      digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3
    }
  }
  let digits = String(digest, radix: 16)
  let padded = String(repeating: "0", count: 16 - digits.count) + digits
  text += "enum GatheredDigest {\n  static let text = \"\(padded)\"\n}\n"
}
// The same text is not written again: everything that is compiled from it would be built again.
let gathered = Data(text.utf8)
if (try? Data(contentsOf: output)) != gathered { try gathered.write(to: output) }
