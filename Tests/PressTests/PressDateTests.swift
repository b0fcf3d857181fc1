import Press
import Testing

@Suite struct `Printed dates` {
  @Test(
    arguments: [
      ("2022", "2022"), ("2022-12", "2022-12"), ("2022-12-09", "2022-12-09"),
      ("2022/12/09", "2022-12-09"), ("2022-1-9", "2022-01-09"),
      ("2022-12-09 10:32", "2022-12-09T10:32"),
      ("2017-07-17 17:03:00", "2017-07-17T17:03:00"),
      ("2022-12-09T10:32:00+01:00", "2022-12-09T10:32:00+01:00"),
      ("2022-12-09T10:32:00.123456Z", "2022-12-09T10:32:00Z"),
      ("2022-12-09T10:32:00.5+0530", "2022-12-09T10:32:00+05:30"),
      ("20190121T104233Z", "2019-01-21T10:42:33Z"), ("20190129T133356", "2019-01-29T13:33:56"),
      ("20170701234500", "2017-07-01T23:45:00"), ("20221209", "2022-12-09"),
      ("2022-12-09 10:32:00 UTC", "2022-12-09T10:32:00Z"),
      ("1670581920", "2022-12-09T10:32:00Z"), ("1670581920000", "2022-12-09T10:32:00Z"),
      ("1670581920.25", "2022-12-09T10:32:00Z"),
      ("1er février 2024", "2024-02-01"), ("1er fév. 2024", "2024-02-01"),
      ("mercredi 11 septembre 2024", "2024-09-11"), ("lundi 11 septembre 2024", "2024-09-11"),
      ("September 11, 2024", "2024-09-11"), ("12 April 2013 Tuesday", "2013-04-12"),
      ("January 11, 2010 Monday", "2010-01-11"), ("December 24, 2000", "2000-12-24"),
      ("29 décembre 2011", "2011-12-29"), ("29 de\u{301}cembre 2011", "2011-12-29"),
      ("29\u{A0}décembre\u{A0}2011", "2011-12-29"),
      ("9 Januar 1993", "1993-01-09"), ("9. März 1993", "1993-03-09"),
      ("12 de octubre de 2020", "2020-10-12"), ("5 maggio 2021", "2021-05-05"),
      ("5 mei 2021", "2021-05-05"), ("7 de março de 2019", "2019-03-07"),
      ("December 2022", "2022-12"), ("décembre 2022", "2022-12"), ("août 2022", "2022-08"),
      ("mar. 12 avril 2013", "2013-04-12"), ("mar. 12 mars 2013", "2013-03-12"),
      ("12 mar. 2013", "2013-03-12"), ("2nd March 2013", "2013-03-02"),
      ("12-Apr-2013", "2013-04-12"),
      ("12-13 avril 2013", "2013-04"), ("2018年1月9日", "2018-01-09"),
      ("July 3, 2019 Wednesday 12:02 AM GMT", "2019-07-03T00:02Z"),
      ("July 1, 2019 Monday 9:20 AM GMT", "2019-07-01T09:20Z"),
      ("July 1, 2019 12:30 PM", "2019-07-01T12:30"), ("July 1, 2019 at 9 p.m.", "2019-07-01T21:00"),
      ("jeudi 1 février 2024 - 08:05 UTC +01:00", "2024-02-01T08:05+01:00"),
      ("Publié le 31 mai 2022 à 10h32", "2022-05-31T10:32"),
      ("31 mai 2022, 9 h", "2022-05-31T09:00"),
      ("Wed, 02 Oct 2002 13:00:00 GMT", "2002-10-02T13:00:00Z"),
      ("Thu, 19 Feb 2015 17:18:40 +1100", "2015-02-19T17:18:40+11:00"),
      ("Thu, 19 Feb 2015 17:18:40 +1100 (AEDT)", "2015-02-19T17:18:40+11:00"),
      ("02 Oct 02 08:00 EST", "2002-10-02T08:00-05:00"),
      ("Sat, 1 Jul 2017 10:00 CEST", "2017-07-01T10:00+02:00"),
      ("12/04/2013", "2013-04-12"), ("25/12/2013", "2013-12-25"), ("12/25/2013", "2013-12-25"),
      ("12.04.2013", "2013-04-12"), ("12/04/13", "2013-04-12"), ("12/2022", "2022-12"),
      ("12/04/2013 08:15", "2013-04-12T08:15"), ("1921///", "1921"), ("1908/12/26/", "1908-12-26"),
      ("31 février 2022", nil), ("2022-02-31", nil), ("2022-13", nil), ("2022-13-01", nil),
      ("29/02/2023", nil), ("29/02/2024", "2024-02-29"), ("mars", nil), ("12 mars", nil),
      ("None", nil),
      ("", nil), ("12", nil), ("le 12 mai 2022 restera dans les mémoires", nil), ("44896", nil),
      ("2022-12-09T25:00", nil), ("99999999999999", nil), ("13/13/2013", nil),
    ] as [(String, String?)])
  func `keep their precision`(printed: String, iso: String?) {
    let date = PressDate(reading: printed)
    #expect(date?.iso == iso)
    if date != nil { #expect(date?.printed == printed) }
  }

  @Test(arguments: [
    ("04/05/2013", PressDate.Order.monthFirst, "2013-04-05"),
    ("04/05/2013", .dayFirst, "2013-05-04"), ("13/05/2013", .monthFirst, "2013-05-13"),
    ("4-5-2013", .monthFirst, "2013-04-05"), ("04.05.2013", .monthFirst, "2013-05-04"),
  ])
  func `follow the order of their column`(printed: String, order: PressDate.Order, iso: String) {
    #expect(PressDate(reading: printed, order: order)?.iso == iso)
  }

  @Test(
    arguments: [
      ("13/05/2013", PressDate.Order.dayFirst), ("05/13/2013", .monthFirst), ("04/05/2013", nil),
      ("2013/05/13", nil), ("13 mai 2013", nil), ("", nil), ("31.12.2013 10:00", .dayFirst),
    ] as [(String, PressDate.Order?)])
  func `betray their order when a number cannot be a month`(text: String, order: PressDate.Order?) {
    #expect(PressDate.fieldOrder(impliedBy: text) == order)
  }

  @Test(
    arguments: [(44896.0, "2022-12-01"), (44896.5, "2022-12-01T12:00:00"), (12.0, nil)]
      as [(Double, String?)])
  func `come as numbers in spreadsheets`(serial: Double, iso: String?) {
    #expect(PressDate(spreadsheetSerial: serial)?.iso == iso)
  }
}
