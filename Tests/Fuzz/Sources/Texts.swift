import Checks
import Ingestion
import Press

/// Reads the bytes as an article. The first one is not part of it: it declares the language.
func readText(_ input: [UInt8]) {
  guard let first = input.first else { return }
  var article = Article(body: String(decoding: input.dropFirst(), as: UTF8.self))
  article.declaredLanguage = [nil, "fr", "en"][Int(first) % 3]
  article.published = PressDate(iso: "2022-12-09")
  let faults = faults(of: reader.account(of: article))
  promise(faults.isEmpty, "\(faults)")
}

let reader = Reader()
