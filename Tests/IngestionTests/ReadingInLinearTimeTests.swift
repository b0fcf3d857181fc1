import Foundation
import Languages
import Press
import Testing

@testable import Ingestion

/// A text of twice the length takes about twice as long to read, whatever it repeats.
@Suite(.serialized) struct `Reading in linear time` {
  /// Processor seconds of this thread for all that is read in a text.
  private func seconds(_ text: String, _ language: Language) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    let published = PressDate(iso: "2021-06-01")
    var words = Tokens(of: text, in: language)
    let sentences = Sentences(of: &words)
    let names = Names(in: words, sentences: sentences)
    var statements = Reader.statements(in: words, sentences: sentences, names: names)
    statements = TimesOfSaying.dated(
      statements, in: words, sentences: sentences, published: published)
    statements = SpeakerNames.named(statements, in: words, names: names)
    _ = Relations(
      in: words, sentences: sentences, names: names, statements: statements,
      published: published)
    return now() - start
  }

  /// Bytes of the shortest text, longer than what rules look around for; `DOSSIER_LINEAR` multiplies them.
  private static let size =
    6_000 * (ProcessInfo.processInfo.environment["DOSSIER_LINEAR"].flatMap { Int($0) } ?? 1)

  private static let french = [
    "selon Lindqvist, ", "le maire a accusé Lindqvist, ", ", a dit Lindqvist, ",
    "« Le pont est fermé », a dit le maire, ", "« Le pont « est » fermé ", "« Le pont est fermé. ",
    "\"Le pont est fermé, ", "Le maire : « Non », ", "Le maire précise : le pont est fermé ; ",
    "affirmer avoir dit vouloir demander de ", "le rendez-vous peut-être là-bas dit-il ",
    "– Le pont est fermé ?\n\n– Non.\n\n",
    "Le maire a dit que le pont est fermé. ", "Lindqvist, qui a dit que Hrytsenko, ",
    "Lima a été accusée par Oslo mardi, ", "Oslo a accusé Lima le 3 mai 2021 et ",
    "Oslo, Lima, ",
    "la présidente de Lima, Eva Lindqvist, ",
    "le 3 mai 2021, ",
    "Eva Lindqvist (PX), ", "Oslo menace de bombarder Lima et ",
    "Oslo accuse Lima. ", "Eva Lindqvist a nommé Jan Holm ministre de Lima, ",
    "l'accord entre Lima et Oslo ", "vouloir forcer Oslo à pousser Lima à ",
    "Oslo veut forcer Lima à pousser Hrytsenko à ",
    "La Commission européenne se tait, Bruxelles accuse Oslo. ",
    "L'Agence des sports (AS) accuse l'AS. ",
    "C'est à Lima qu'Oslo reproche, ", "Oslo, que Lima (LR), qui accuse, ",
    "Oslo se tait sur les sanctions qui ",
  ]

  private static let english = [
    "according to Lindqvist, ", "Lindqvist accused the mayor of lying, ", ", said Lindqvist, ",
    "“The pier is shut,” said the mayor, ", "“The “pier” is ", "“The pier is shut. ",
    "‘The pier is shut,’ said Lindqvist. ", "‘The boys’ pier ", "The mayor: “No”, ",
    "The mayor said: the pier is shut; ",
    "The mayor said the pier was shut. ", "saying the pier is shut, ",
    "Lindqvist, who said Hrytsenko, ", "Lima was accused by Oslo on May 3, ",
    "Oslo accused Lima on May 3, 2021 and ",
    "Oslo, Lima, ",
    "May 3, 2021, ", "Oslo threatened to bomb Lima and ", "Oslo accused Lima. ",
    "Oslo said that Lima must leave and ", "Norway's ally, ", "told Lindqvist to leave, ",
    "Jan Holm, minister of Lima, and ",
    "wanted to force Lindqvist to push Hrytsenko to ", "the deal between Lima and Oslo ",
  ]

  @Test(arguments: french.map { ("fr", $0) } + english.map { ("en", $0) })
  func `twice the text takes at most 2.6 times as long`(code: String, piece: String) throws {
    let language = try #require(Language.with(code: code))
    _ = seconds(piece, language)
    // What takes next to no time has no ratio: the text is made long enough to be measured.
    var size = Self.size
    while size < 1 << 20,
      seconds(String(repeating: piece, count: size / piece.utf8.count), language) < 0.01
    {
      size *= 2
    }
    let texts = [1, 2, 4].map { String(repeating: piece, count: $0 * size / piece.utf8.count) }
    var times = texts.map { seconds($0, language) }
    func isLinear() -> Bool { times[1] <= 2.6 * times[0] && times[2] <= 2.6 * times[1] }
    // A busy machine disturbs a single measurement: the best of several counts.
    for _ in 0..<2 where !isLinear() {
      times = zip(times, texts).map { min($0, seconds($1, language)) }
    }
    #expect(isLinear(), "\(times.map { ($0 * 1000).rounded() }) ms")
  }
}
