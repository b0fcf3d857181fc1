import Foundation
import Languages
import Press
import Testing

@testable import Ingestion

/// A text of twice the length takes about twice as long to read, whatever it repeats.
@Suite(.serialized) struct `Statements in linear time` {
  /// CPU seconds of this thread for the statements of a text; words, sentences and names are not
  /// counted.
  private func seconds(_ text: String, _ language: Language) -> Double {
    var words = Words(of: text, in: language)
    let sentences = Sentences(of: &words)
    let names = Names(in: words, sentences: sentences)
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    _ = Reader.statements(in: words, sentences: sentences, names: names)
    return now() - start
  }

  /// Bytes of the shortest text; `DOSSIER_LINEAR` multiplies them.
  private static let size =
    5_000 * (ProcessInfo.processInfo.environment["DOSSIER_LINEAR"].flatMap { Int($0) } ?? 1)

  private static let french = [
    "selon Lindqvist, ", "le maire a accusé Lindqvist, ", ", a dit Lindqvist, ",
    "« Le pont est fermé », a dit le maire, ", "« Le pont « est » fermé ", "« Le pont est fermé. ",
    "\"Le pont est fermé, ", "Le maire : « Non », ", "Le maire précise : le pont est fermé ; ",
    "affirmer avoir dit vouloir demander de ", "que le maire affirme que ", "« A » et « B » ",
    "Lindqvist, qui a dit que Hrytsenko, ", "le rendez-vous peut-être là-bas dit-il ",
    "« Le pont est fermé. »\n\n", "– Le pont est fermé ?\n\n– Non.\n\n",
    "Le maire a dit que le pont est fermé. ", "Il a dit vrai. Elle dit : « Non. » ",
    "estimant que le pont est fermé, ", "comme le dit le maire, ",
  ]

  private static let english = [
    "according to Lindqvist, ", "Lindqvist accused the mayor of lying, ", ", said Lindqvist, ",
    "“The pier is shut,” said the mayor, ", "“The “pier” is ", "“The pier is shut. ",
    "‘The pier is shut,’ said Lindqvist. ", "‘The boys’ pier ", "The mayor: “No”, ",
    "The mayor said: the pier is shut; ", "said that the mayor said that ", "well-known half-open ",
    "“The pier is shut.”\n\n", "The mayor said the pier was shut. ", "saying the pier is shut, ",
    "\"The pier is shut, ", "Lindqvist, who said Hrytsenko, ", "to say to want to claim to ",
  ]

  @Test(arguments: french.map { ("fr", $0) } + english.map { ("en", $0) })
  func `twice the text takes at most 2.6 times as long`(code: String, piece: String) throws {
    let language = try #require(Language.with(code: code))
    _ = seconds(piece, language)
    let times = [1, 2, 4].map { factor in
      seconds(
        String(repeating: piece, count: factor * Self.size / piece.utf8.count), language)
    }
    // What takes next to no time has no ratio.
    let floor = 0.02
    #expect(
      times[1] <= max(floor, 2.6 * times[0]) && times[2] <= max(floor, 2.6 * times[1]),
      "\(times.map { ($0 * 1000).rounded() }) ms")
  }
}
