import Foundation
import Testing

@testable import Dumps

/// What a file is taken for.
@Suite struct `Recognition by evidence` {
  /// Every sample of ours, and the real ones that may lie beside the repository.
  static let samples: [String] =
    paths(`Samples of our own`.folder) { !$0.hasSuffix(".given.txt") }
    + paths(`Real samples, when they are present`.folder.appending(path: "dumps")) { _ in true }

  private static func paths(_ folder: URL, _ wanted: (String) -> Bool) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .filter(wanted).sorted().map { folder.appending(path: $0).path }
  }

  @Test(arguments: samples)
  func `exactly one format has the best evidence of a sample`(path: String) throws {
    try Container(
      path: path, options: DumpOptions(),
      deliver: { file in
        let found = Recogniser.candidates(file.head)
        guard let best = found.first?.recognition.evidence else { return }
        let names = found.filter { $0.recognition.evidence == best }.map(\.format.name)
        #expect(names.count == 1, "\(path): \(best) for \(names)")
      },
      failed: { _ in }
    ).walk()
  }
}
