import Foundation
import PackagePlugin

/// Gathers a target's data files into string literals, and the types of its `Formats` folder into
/// one list, so that adding a file is the whole edit.
@main
struct Gather: BuildToolPlugin {
  /// Extensions of data files: schema steps, tables, patterns, weights, what pages are made of,
  /// notices.
  static let dataExtensions: Set = ["sql", "tsv", "patterns", "weights", "css", "js", "svg", "txt"]

  /// Targets whose files decide what is found in a text: they get a digest of all of them.
  static let ruleTargets: Set = ["Languages", "Press", "Syntax", "Ingestion"]

  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    guard let module = target as? SourceModuleTarget else { return [] }
    let files = module.sourceFiles.map(\.url).sorted { $0.path < $1.path }
    let data = files.filter { Self.dataExtensions.contains($0.pathExtension) }
    let formats = files.filter {
      $0.pathExtension == "swift" && $0.deletingLastPathComponent().lastPathComponent == "Formats"
    }
    // Whoever reads an archive wants to know with which rules it was made.
    let rules = Self.ruleTargets.contains(target.name) ? files : []
    let output = context.pluginWorkDirectoryURL.appending(path: "Gathered.swift")
    return [
      .buildCommand(
        displayName: "Gathering \(data.count + formats.count) files of \(target.name)",
        executable: try context.tool(named: "gather-files").url,
        arguments: [target.directoryURL.path, output.path] + (data + formats).map(\.path)
          + ["--digest"] + rules.map(\.path),
        inputFiles: data + formats + rules, outputFiles: [output])
    ]
  }
}
