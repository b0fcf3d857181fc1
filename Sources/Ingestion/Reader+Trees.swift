import Languages
import Press
import Syntax

extension Reader {
  /// What relations are read from, for people: each sentence as lines of word, tag, head, label and
  /// mention, tab-separated, after the manner of CoNLL-U.
  package func trees(of article: Article, named name: String) -> String {
    var article = article
    article.language = article.declaredLanguage
    guard let language = Self.language(of: article) else { return "" }
    var words = Tokens(of: article.body, in: language)
    let sentences = Sentences(of: &words)
    let names = Names(in: words, sentences: sentences)
    let trees = Trees(in: words, sentences: sentences.list, isName: names.isProper) { _ in true }
    var lines: [String] = []
    for number in sentences.list.indices {
      guard let tree = trees[number] else { continue }
      lines.append("# \(name) sentence \(number)")
      for i in 0..<tree.count {
        let token = tree.token(i)
        var fields = [
          "\(i + 1)", words.string(token), tree.tag(i).universal, "\(tree.head(i) + 1)",
          tree.label(i).universal, "\(words[token].start)", "",
        ]
        if let mention = names.mention(at: token) {
          let it = names.mentions[mention]
          fields[6] = "\(mention) \(names.sources[it.source].key) \(it.form)"
        }
        lines.append(fields.joined(separator: "\t"))
      }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }
}
