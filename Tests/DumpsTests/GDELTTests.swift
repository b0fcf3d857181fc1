import Press
import Testing

@testable import Dumps

@Suite struct `Tables of GDELT` {
  private static func graph(columns: Int = 27) -> String {
    var row = [String](repeating: "", count: columns)
    row[0] = "20170701234500-7"
    row[1] = "20170701234500"
    row[3] = "ladigue.invalid"
    row[4] = "https://ladigue.invalid/1"
    row[22] = "10|18|said|We open on Monday.#"
    return row.joined(separator: "\t") + "\n"
  }

  @Test func `a row of the graph is a reject that names the option, or an article without a text`()
    throws
  {
    let dump = Self.graph() + Self.graph(columns: 26)
    let strict = try Reading(dump)
    #expect(strict.format == "gdelt", "\(strict.errors)")
    #expect(strict.articles.isEmpty && strict.rejects.count == 2)
    #expect(strict.rejects.first?.reason.contains("--allow-empty-body") == true)
    var options = DumpOptions()
    options.allowEmptyBody = true
    let kept = try Reading(dump, options: options)
    #expect(kept.articles.count == 1 && kept.rejects.count == 1)
    #expect(kept.articles.first?.url == "https://ladigue.invalid/1")
    #expect(kept.articles.first?.published?.iso.hasPrefix("2017-07-01") == true)
    #expect(kept["Quotations"] == .text("10|18|said|We open on Monday.#"))
  }

  @Test func `a file of events is one error and no article`() throws {
    var row = [String](repeating: "x", count: 61)
    row[0] = "66"
    row[1] = "20170701"
    let got = try Reading(row.joined(separator: "\t") + "\n")
    #expect(got.articles.isEmpty && got.rejects.isEmpty)
    #expect(got.errors.count == 1 && got.errors.first?.problem.contains("events") == true)
  }

  private static let quotations = """
    {"date":"2020-01-02T03:04:05Z","url":"https://ladigue.invalid/3","title":"Le port","lang":"FRENCH",\
    "quotes":[{"pre":"a dit","quote":"Nous fermons lundi","post":"le maire"}]}

    """

  /// As the web export writes it: sorted names, then each row's own values, so that what is missing
  /// shifts the rest.
  private static let mediaCloud = """
    id,indexed_date,language,media_name,media_url,publish_date,title,url
    1,2023-01-03 10:00:00,fr,France 24,france24.invalid,2023-01-02,Le port ferme,https://a.invalid/1
    2,2023-01-03 10:00:00,fr,France 24,france24.invalid,Sans date,https://a.invalid/2
    3,2023-01-03 10:00:00,en,Europe 1,europe1.invalid,2023-01-04,The port,https://a.invalid/3

    """

  @Test func `records of metadata are rejected with the option's name, or kept when it is given`()
    throws
  {
    for (dump, records) in [(Self.quotations, 1), (Self.mediaCloud, 3)] {
      let strict = try Reading(dump)
      #expect(strict.articles.isEmpty && strict.rejects.count == records)
      #expect(strict.rejects[0].reason.contains("--allow-empty-body"), "\(strict.rejects)")
    }
    var options = DumpOptions()
    options.allowEmptyBody = true
    let quoted = try Reading(Self.quotations, options: options)
    #expect(quoted.articles.first?.body.isEmpty == true)
    #expect(quoted.articles.first?.declaredLanguage == "fr")
    #expect(quoted.articles.first?.published?.iso == "2020-01-02T03:04:05Z")
    guard case .list(let quotes)? = quoted["quotes"] else {
      Issue.record("the quotations are lost: \(quoted.articles)")
      return
    }
    #expect(quotes.first?["quote"] == .text("Nous fermons lundi"))
    let stories = try Reading(Self.mediaCloud, options: options)
    #expect(stories.articles.map(\.title) == ["Le port ferme", "The port"])
    #expect(stories.articles.map(\.outlet) == ["France 24", "Europe 1"])
    #expect(stories.articles.map { $0.published?.iso } == ["2023-01-02", "2023-01-04"])
    #expect(stories.rejects.first?.reason.contains("7 where the table has 8 columns") == true)
  }
}
