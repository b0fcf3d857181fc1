import Languages
import Press
import Testing

@testable import Ingestion

/// When something was said: the date of each statement in order, `-` where the sentence does not tell.
@Suite struct `When it was said` {
  struct Row: Sendable, CustomTestStringConvertible {
    var published: String
    var text: String
    var dates: String

    init(_ published: String, _ text: String, _ dates: String) {
      (self.published, self.text, self.dates) = (published, text, dates)
    }

    var testDescription: String { text }
  }

  func dates(_ row: Row, in language: Language) -> String {
    var words = Tokens(of: row.text, in: language)
    let sentences = Sentences(of: &words)
    let names = Names(in: words, sentences: sentences)
    let statements =
      Reader.statements(in: words, sentences: sentences, names: names)
    return TimesOfSaying.dated(
      statements, in: words, sentences: sentences,
      published: row.published.isEmpty ? nil : PressDate(iso: row.published)
    ).map { $0.saidOn?.iso ?? "-" }.joined(separator: " ")
  }

  @Test(arguments: [
    // The ninth of December 2022 is a Friday.
    Row("2022-12-09", "Le maire a déclaré dimanche que le pont resterait fermé.", "2022-12-04"),
    Row("2022-12-09", "« Le pont est fermé », a-t-il dit mardi soir.", "2022-12-06"),
    Row("2022-12-09", "« Le pont est fermé », a déclaré vendredi Jeanne Morel.", "2022-12-09"),
    Row("2022-12-09T08:00+01:00", "« Le pont est fermé », a dit hier la préfète.", "2022-12-08"),
    Row("2022-12-09", "« Le pont est fermé », a dit la préfète ce matin.", "2022-12-09"),
    Row("2022-12-09", "Vendredi dernier, le maire a affirmé que le pont tenait.", "2022-12-02"),
    Row("2022-12-09", "Le maire, jeudi, a affirmé que le pont tenait.", "2022-12-08"),
    Row("2022-12-09", "Le maire a, jeudi, affirmé que le pont tenait.", "2022-12-08"),
    Row("2022-12-09", "Le maire a prévenu ce lundi : « Le pont est fermé ».", "2022-12-05"),
    Row("2022-12-09", "Le maire a dénoncé mercredi une « honte ».", "2022-12-07"),
    Row("2023-01-02", "Le maire a dit dimanche que le pont tenait.", "2023-01-01"),
    Row("2023-01-02", "Le maire a dit samedi que le pont tenait.", "2022-12-31"),
    // A date that is only a month stays one.
    Row("2022-12", "Le maire a déclaré dimanche que le pont resterait fermé.", "2022-12"),
    Row("2022", "Le maire a déclaré dimanche que le pont resterait fermé.", "2022"),
    Row("2022-12", "Le maire a déclaré le 9 décembre que le pont tenait.", "2022-12-09"),
    Row("2022-12", "Le maire a déclaré vendredi 9 décembre que le pont tenait.", "2022-12-09"),
    Row("2023-01-20", "Le maire a déclaré le 28 décembre que le pont tenait.", "2022-12-28"),
    Row("2022-12-20", "Le maire a déclaré le 1er décembre 2021 que le pont tenait.", "2021-12-01"),
    Row("", "Le maire a déclaré le 9 décembre 2022 que le pont tenait.", "2022-12-09"),
    Row("2022-12-20", "Le maire a déclaré mardi 13 que le pont tenait.", "2022-12-13"),
    // What is less than a day.
    Row("2022-12-20", "Le maire avait affirmé en 2015 que le pont tenait.", "2015"),
    Row("2022-12-20", "Le maire avait affirmé en mars 2019 que le pont tenait.", "2019-03"),
    Row("2022-12-20", "Le maire avait affirmé en octobre que le pont tenait.", "2022-10"),
    Row("2022-01-20", "Le maire avait affirmé fin octobre que le pont tenait.", "2021-10"),
    Row("2022-12-21", "Le maire avait affirmé la semaine dernière que le pont tenait.", "2022-12"),
    Row("2022-12-06", "Le maire avait affirmé la semaine dernière que le pont tenait.", "2022"),
    Row("2022-12-21", "Le maire avait affirmé le mois dernier que le pont tenait.", "2022-11"),
    Row("2022-12-21", "Le maire avait affirmé l'an dernier que le pont tenait.", "2021"),
    Row(
      "2022-12-21", "Le maire avait affirmé il y a trois jours que le pont tenait.", "2022-12-18"),
    Row(
      "2022-12-21", "« Il tient », a dit le maire dans la nuit de lundi à mardi.", "2022-12"),
    // Around the cue.
    Row("2022-12-09", "Selon un communiqué publié jeudi, deux ponts sont fermés.", "2022-12-08"),
    Row(
      "2022-12-20", "Selon un communiqué du 9 décembre, deux ponts sont fermés.", "2022-12-09"),
    Row(
      "2022-12-09",
      "Le maire a déclaré jeudi que le pont tenait, ajoutant que la route était sûre.",
      "2022-12-08 2022-12-08"),
    Row(
      "2022-12-09", "« Il tient », a dit Odile Perrin, interrogée jeudi par la radio.", "2022-12-08"
    ),
    // No date: it belongs to the content, to another clause, or says too little.
    Row("2022-12-09", "Le maire a déclaré que le pont fermerait dimanche.", "-"),
    Row("2022-12-09", "« Le pont fermera dimanche », a déclaré le maire.", "-"),
    Row("2022-12-09", "Le pont fermera dimanche, a déclaré le maire.", "-"),
    Row("2022-12-09", "Dimanche, le pont sera fermé, a déclaré le maire.", "-"),
    Row("2022-12-09", "Le pont sera, a déclaré le maire, fermé dimanche.", "-"),
    Row("2022-12-09", "Le maire, élu dimanche, a déclaré que le pont tenait.", "-"),
    Row("2022-12-09", "Le maire élu dimanche a déclaré que le pont tenait.", "-"),
    Row("2022-12-09", "« Il tient », a dit le maire, qui sera jugé lundi.", "-"),
    Row("2022-12-09", "« Il tient », a dit le maire, blessé lundi sur le pont.", "-"),
    Row("2022-12-09", "Le maire déclare depuis lundi que le pont tient.", "-"),
    Row("2022-12-09", "Le maire a déclaré avant le match de dimanche que le pont tenait.", "-"),
    Row("2022-12-09", "« Il tient », dit le dimanche le maire.", "-"),
    Row("2022-12-09", "Selon le maire, le pont a été fermé jeudi.", "-"),
    Row("2022-12-09", "Le maire a déclaré la veille que le pont tenait.", "-"),
    Row("2022-12-09", "Le maire dira lundi que le pont tient.", "-"),
    Row("2022-12-09", "Le maire a déclaré le 31 février que le pont tenait.", "-"),
    Row("", "Le maire a déclaré dimanche que le pont tenait.", "-"),
    Row("2022-12-09", "Le maire a déclaré le 12 juillet 2031 que le pont tenait.", "-"),
    Row(
      "2022-12-09",
      "La police a arrêté dimanche un homme. « Il a tout avoué », a dit le procureur.", "-"),
  ])
  func `French dates come from the clause of the cue`(row: Row) {
    #expect(dates(row, in: .french) == row.dates)
  }

  @Test(arguments: [
    Row("2022-12-09", "“The bridge is closed,” the mayor said on Sunday.", "2022-12-04"),
    Row("2022-12-09", "“The bridge is closed,” said Jane Morrow Tuesday.", "2022-12-06"),
    Row("2022-12-09", "The mayor said Tuesday that the bridge would stay closed.", "2022-12-06"),
    Row("2022-12-09", "The mayor told reporters Sunday that the bridge was safe.", "2022-12-04"),
    Row("2022-12-09", "On Monday, the mayor said that the bridge was safe.", "2022-12-05"),
    Row("2022-12-09", "The mayor on Monday said that the bridge was safe.", "2022-12-05"),
    Row("2022-12", "The mayor said on Dec. 9 that the bridge was safe.", "2022-12-09"),
    Row("2022-12-20", "“The bridge is safe,” the mayor said on December 9, 2021.", "2021-12-09"),
    Row("2022-12-20", "The mayor said on 9 December that the bridge was safe.", "2022-12-09"),
    Row("2022-12-20", "“The bridge is safe,” the mayor said Friday, Dec. 9.", "2022-12-09"),
    Row("2022-12", "The mayor said on Sunday that the bridge was safe.", "2022-12"),
    Row("2022-12-09", "The mayor said yesterday that the bridge was safe.", "2022-12-08"),
    Row("2022-12-09", "The mayor said late Thursday that the bridge was safe.", "2022-12-08"),
    Row("2022-12-09", "The mayor said in a Tuesday interview that it was safe.", "2022-12-06"),
    Row("2022-12-21", "The mayor said last week that the bridge was safe.", "2022-12"),
    Row("2022-12-21", "The mayor said last month that the bridge was safe.", "2022-11"),
    Row("2022-12-21", "The mayor said in 2015 that the bridge was safe.", "2015"),
    Row("2022-12-21", "“The bridge is safe,” the mayor said two days ago.", "2022-12-19"),
    Row(
      "2022-12-09", "According to a report released Thursday, two bridges are closed.",
      "2022-12-08"),
    Row("2022-12-09", "The mayor said that the bridge would close on Sunday.", "-"),
    Row("2022-12-09", "“The bridge closes on Sunday,” the mayor said.", "-"),
    Row("2022-12-09", "The bridge will close on Sunday, the mayor said.", "-"),
    Row("2022-12-09", "The mayor said after Sunday's match that it was safe.", "-"),
    Row("2022-12-09", "The mayor, who was elected on Sunday, said that it was safe.", "-"),
    Row("2022-12-09", "“The bridge is safe,” the mayor has said since Monday.", "-"),
    Row("2022-12-09", "According to the mayor, two bridges were closed on Thursday.", "-"),
    Row("", "The mayor said on Sunday that the bridge was safe.", "-"),
  ])
  func `English dates come from the clause of the cue`(row: Row) {
    #expect(dates(row, in: .english) == row.dates)
  }

  @Test(arguments: [
    ("2022-12-09", 19335, 5), ("1970-01-01", 0, 4), ("1969-12-31", -1, 3), ("2000-02-29", 11016, 2),
  ])
  func `days are counted from 1970 and back`(iso: String, day: Int, weekday: Int) {
    #expect(PressDate(iso: iso).dayNumber == day)
    #expect(PressDate(commonTo: day...day)?.iso == iso)
    #expect(PressDate.weekday(of: day) == weekday)
  }
}
