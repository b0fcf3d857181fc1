import ArgumentParser
import Ingestion

/// Prints what each rule of statements reads.
struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print docs/RULES.md: what each rule of statements reads, with examples.")

  func run() {
    print(RuleBook.shared.markdown, terminator: "")
  }
}
