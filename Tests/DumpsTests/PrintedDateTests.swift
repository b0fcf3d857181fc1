import Testing

@testable import Dumps

@Suite struct `Dates in printed lines` {
  struct Line: Sendable, CustomTestStringConvertible {
    var text: String, date: String?, before: String, after: String
    init(_ text: String, _ date: String?, _ before: String = "", _ after: String = "") {
      (self.text, self.date, self.before, self.after) = (text, date, before, after)
    }
    var testDescription: String { text }
  }

  @Test(arguments: [
    Line("Communication, mardi 14 mars 2006, p. 16", "2006-03-14", "Communication, ", ", p. 16"),
    Line(
      "International, jeudi 1er février 2024 - 08:05 UTC +01:00 512 mots", "2024-02-01T08:05+01:00",
      "International, ", " 512 mots"),
    Line("News, Sunday, December 24, 2000, p. A1", "2000-12-24", "News, ", ", p. A1"),
    Line("December 19, 1991, Sunday, An Edition", "1991-12-19", "", ", An Edition"),
    Line("July 3, 2019 Wednesday 12:02 AM GMT", "2019-07-03T00:02Z"),
    Line("July 4, 2019 Thursday 1:04 p.m. EST", "2019-07-04T13:04-05:00"),
    Line("12 April 2013 Tuesday", "2013-04-12"),
    Line("Publié le 20 janvier 2020 à 10h32", "2020-01-20T10:32", "Publié le "),
    Line("Tue, 03 Feb 2023 18:05:00 CEST", "2023-02-03T18:05:00+02:00"),
    Line("Économie, septembre 2019, p. 12", "2019-09", "Économie, ", ", p. 12"),
    Line("Mars 2020, jeudi 14 mars 2021", "2021-03-14", "Mars 2020, "),
    Line("9. Januar 1993", "1993-01-09"), Line("15 de mayo de 2011", "2011-05-15"),
    Line("3 août 2015", "2015-08-03"), Line("3 aou\u{302}t 2015", "2015-08-03"),
    Line("2018年12月29日", "2018-12-29"), Line("2023-02-30 x", "2023-02", "", " x"),
    Line("31 février 2020", "2020-02"), Line("Élections 2024", nil), Line("12.30 euros", nil),
    Line("", nil), Line("99999999999999999999 mars 2020", "2020-03", "99999999999999999999 "),
  ])
  func `the first day of a line is found with what stands around it`(line: Line) {
    let found = PrintedDate.first(in: line.text)
    #expect(found?.date.iso == line.date)
    guard let found else { return }
    #expect(found.before == line.before)
    #expect(found.after == line.after)
  }

  @Test(arguments: [
    ("20190121T104233Z", "2019-01-21T10:42:33Z"), ("20190129T133356", "2019-01-29T13:33:56"),
    ("20190121T104233+0100", "2019-01-21T10:42:33+01:00"), ("20060315", "2006-03-15"),
    ("2014-07-16T15:53:10.000Z", "2014-07-16T15:53:10Z"),
    ("2017-07-17 17:03:00", "2017-07-17T17:03:00"),
    ("2012", "2012"), ("2012-05", "2012-05"), ("2012-05-01Z", "2012-05-01"), ("2012-13-01", nil),
    ("2005-06-01T10:00+02:00", "2005-06-01T10:00+02:00"), ("29 décembre 2011", "2011-12-29"),
    ("non", nil),
  ])
  func `a date of a machine keeps its precision and its zone`(text: String, iso: String?) {
    #expect(PrintedDate.iso(text)?.iso == iso)
  }
}
