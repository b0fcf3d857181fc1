import Foundation

/// The built program, run as a person runs it.
enum Tool {
  /// What a run left behind.
  struct Result {
    var status: Int32
    var output: String
    var talk: String
  }

  /// The binary: `$DOSSIER_BINARY`, else the one beside the tests.
  static let path: String = {
    if let path = ProcessInfo.processInfo.environment["DOSSIER_BINARY"] { return path }
    #if os(Linux)
      let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    #else
      let tests =
        Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
        ?? URL(fileURLWithPath: CommandLine.arguments[0])
    #endif
    return tests.deletingLastPathComponent().appendingPathComponent("dossier").path
  }()

  /// Runs the program to its end.
  static func run(
    _ arguments: String..., input: String? = nil, in folder: Scratch? = nil,
    environment: [String: String] = [:]
  ) throws -> Result {
    try run(arguments, input: input, in: folder, environment: environment)
  }

  /// Runs the program to its end.
  static func run(
    _ arguments: [String], input: String? = nil, in folder: Scratch? = nil,
    environment: [String: String] = [:]
  ) throws -> Result {
    let files = try Scratch()
    let process = try start(arguments, input: input, in: folder, environment, files)
    process.waitUntilExit()
    return Result(
      status: process.terminationReason == .uncaughtSignal
        ? 128 + process.terminationStatus : process.terminationStatus,
      output: try files.read("out"), talk: try files.read("err"))
  }

  /// Starts the program; what it writes goes to `out` and `err` in `files`.
  ///
  /// Not through pipes: a program that fills one stands still until it is emptied.
  static func start(
    _ arguments: [String], input: String? = nil, in folder: Scratch? = nil,
    _ environment: [String: String] = [:], _ files: Scratch
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder.path) }
    var variables = ProcessInfo.processInfo.environment
    variables["DOSSIER_ARCHIVE"] = nil
    process.environment = variables.merging(environment) { $1 }
    try files.write("in", input ?? "")
    process.standardInput = FileHandle(forReadingAtPath: files["in"])
    try files.write("out", "")
    try files.write("err", "")
    process.standardOutput = FileHandle(forWritingAtPath: files["out"])
    process.standardError = FileHandle(forWritingAtPath: files["err"])
    try process.run()
    return process
  }

  /// Runs a line of shell; `$dossier` is the program.
  static func shell(_ line: String, in folder: Scratch) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    var variables = ProcessInfo.processInfo.environment
    variables["DOSSIER_ARCHIVE"] = nil
    variables["dossier"] = path
    process.environment = variables
    let files = try Scratch()
    try files.write("out", "")
    try files.write("err", "")
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: files["out"])
    process.standardError = FileHandle(forWritingAtPath: files["err"])
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try files.read("out"),
      talk: try files.read("err"))
  }
}

/// A folder of its own, gone when nobody needs it any more.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "dossier-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    chmod(path, 0o700)
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of something in it.
  subscript(name: String) -> String { path + "/" + name }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func write(_ name: String, _ data: Data) throws {
    let url = URL(fileURLWithPath: self[name])
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: self[name])), as: UTF8.self)
  }
}

/// The folder of the bundled articles.
let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Examples").path

/// The root of the project.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().path
