import Foundation
import Languages
import Syntax
import Treebanks

/// Trains the tagger and the parser of each language and writes their weights:
///
///     train TREEBANKS FOLDER [LANGUAGE…]
///
/// TREEBANKS is the folder with `fr/`, `en/`; FOLDER is `Sources/Languages`.
@main
struct Train {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 2 else {
      print("usage: train TREEBANKS FOLDER [LANGUAGE…]")
      exit(64)
    }
    for recipe in Recipe.all
    where arguments.count == 2 || arguments.dropFirst(2).contains(recipe.code) {
      let path = "\(arguments[1])/\(recipe.folder)/syntax.weights"
      let text = try recipe.weights(in: arguments[0])
      try Data(text).write(to: URL(filePath: path))
      print("\(path): \(text.count) bytes")
    }
  }
}
