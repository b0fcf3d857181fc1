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
}
