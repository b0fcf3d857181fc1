import Foundation
import Press
import Testing

@testable import Dumps

/// Dates of records, in every shape that fields have.
@Suite struct `Dates in fields` {
  @Test(arguments: [
    (
      #""date":"Publié le 3 mai 2021 à 14h05, mis à jour le 4 mai 2021 à 09h12""#,
      "2021-05-03T14:05"
    ),
    (#""date":"3 mai 2021 (mis à jour le 4)""#, "2021-05-03"),
    (#""date":"Mon 3 May 2021 14.05 GMT""#, "2021-05-03T14:05Z"),
    (#""date":"3 mai 2021 - AFP""#, "2021-05-03"), (#""date":"Oslo, le 3 mai 2021""#, "2021-05-03"),
    (#""date":"14:05 03/05/2021""#, "2021-05-03T14:05"),
    (#""date":"2021-05-03T14:05:00+02:00[Europe/Oslo]""#, "2021-05-03T14:05:00+02:00"),
    (#""date":"Posted on May 3, 2021 by Ann Lee""#, "2021-05-03"),
    (#""date":"par Ann Lee, 03/05/2021 à 14h05""#, "2021-05-03T14:05"),
    (#""date":"3 ماي 2021""#, "2021-05-03"), (#""date":"٣ مايو ٢٠٢١""#, "2021-05-03"),
    (#""date":"3 كانون الثاني 2021""#, "2021-01-03"),
    (#""date":"5 يناير/كانون الثاني 2021""#, "2021-01-05"),
    (#""date":"1 غشت 2021""#, "2021-08-01"), (#""date":"3 мая 2021""#, "2021-05-03"),
    (#""date":{"$date":{"$numberLong":"1620050700000"}}"#, "2021-05-03T14:05:00Z"),
    (#""date":{"$date":{"$numberLong":"-1620050700000"}}"#, "1918-08-31T09:55:00Z"),
    (#""date":{"$date":"2021-05-03T14:05:00Z"}"#, "2021-05-03T14:05:00Z"),
    (#""date":1620050700.0"#, "2021-05-03T14:05:00Z"),
    (#""date":1.6200507E9"#, "2021-05-03T14:05:00Z"),
    (#""jour":3,"mois":"mai","annee":2021"#, "2021-05-03"),
    (#""day":"3","month":"5","year":"2021""#, "2021-05-03"),
    (#""date":"Mis à jour le 4 mai 2021 à 9h - publié le 3 mai 2021 à 14h05""#, "2021-05-03T14:05"),
    (#""date":"du 3 au 5 mai 2021""#, "2021-05-03"), (#""date":"3-5 mai 2021""#, "2021-05-03"),
    (#""date":"May 3–5, 2021""#, "2021-05-03"), (#""date":"2021년 5월 3일""#, "2021-05-03"),
    (#""date":"ca. 1921""#, "1921"), (#""date":"[vers 1921]""#, "1921"),
    (#""date":"May 3 2021 2:05:00:000PM""#, "2021-05-03T14:05:00"),
    (#""date":"/Date(1620050700000+0200)/""#, "2021-05-03T14:05:00Z"),
    (#""date":{"$numberInt":"1620050700"}"#, "2021-05-03T14:05:00Z"),
    (#""date":{"seconds":1620050700,"nanoseconds":0}"#, "2021-05-03T14:05:00Z"),
    (
      #""date":{"date":"2021-05-03 14:05:00.000000","timezone":"Europe/Oslo"}"#,
      "2021-05-03T14:05:00"
    ),
    (#""date":[2021,5,3,14,5]"#, "2021-05-03"),
    (#""date":{"year":2021,"month":5,"day":3}"#, "2021-05-03"),
    (#""date":"13/05/2021","heure":"14h05""#, "2021-05-13T14:05"),
    (#""date":"samedi 8 et dimanche 9 mai 2021""#, "2021-05-08"),
    (#""date":"Last updated: May 4, 2021; published: May 3, 2021""#, "2021-05-03"),
    (#""date":"First published on Mon 3 May 2021 14.05 BST""#, "2021-05-03T14:05+01:00"),
    (#""date":"3 травня 2021 р.""#, "2021-05-03"), (#""date":"2021. május 3.""#, "2021-05-03"),
    (#""date":"ngày 3 tháng 5 năm 2021""#, "2021-05-03"),
    (#""date":"3. toukokuuta 2021""#, "2021-05-03"),
    (#""Pub Year":"2021","Pub Month":"05""#, "2021-05"),
    (#""Publié le":"3 mai 2021""#, "2021-05-03"), (#""published_on":"2021-05-03""#, "2021-05-03"),
    (#""Jour de parution":"03.05.2021""#, "2021-05-03"), (#""Day":"2021-05-03""#, "2021-05-03"),
    (#""Date/Heure":"13/05/2021 14:05""#, "2021-05-13T14:05"),
    (#""date (jj/mm/aaaa)":"13/05/2021""#, "2021-05-13"),
    (#""time":"2021-05-03T14:05:00Z""#, "2021-05-03T14:05:00Z"),
    (#""Mis à jour le":"4 mai 2021","Paru le":"3 mai 2021""#, "2021-05-03"),
    (#""Year":"2021.0""#, "2021"), (#""date":"mai 2021","annee":2021"#, "2021-05"),
  ])
  func `are read`(fields: String, wanted: String) throws {
    let got = try Reading("{\"text\":\"Un texte.\",\(fields)}")
    #expect(got.articles.first?.published?.iso == wanted, "\(got.articles) \(got.rejects)")
    #expect(got.warnings.isEmpty, "\(got.warnings)")
  }

  @Test(arguments: ["2021-06-31", "31 février 2021", "la semaine dernière", "20210231"])
  func `that are none are kept as printed, and counted`(printed: String) throws {
    let got = try Reading(
      "{\"text\":\"Un.\",\"date\":\"\(printed)\"}\n{\"text\":\"Deux.\",\"date\":\"\(printed)\"}\n")
    #expect(got.articles.map(\.published) == [nil, nil])
    #expect(got["published_raw"] == .text(printed))
    #expect(got.warnings.contains { $0.contains("2 dates not understood") }, "\(got.warnings)")
  }
}
