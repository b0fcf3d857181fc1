/// Words that the weights know by themselves: those with one tag only, and frequent ones.
package struct Vocabulary: Sendable {
  /// What is known of a word.
  struct Entry {
    var word: UInt32 = 0
    var tag: UInt8 = Item.noTag
    var isOwnClass = false
    var isUsed = false
  }

  private var entries: [Entry]

  /// Takes each word's hash with the tag that it always has (nil for none) and whether it is frequent
  /// enough to be a class by itself.
  package init(_ words: [(word: UInt32, tag: Tag?, isOwnClass: Bool)]) {
    var size = 64
    while size < words.count * 3 { size *= 2 }
    entries = Array(repeating: Entry(), count: size)
    for (word, tag, isOwnClass) in words {
      var place = Int(word) & (size - 1)
      while entries[place].isUsed, entries[place].word != word { place = (place + 1) & (size - 1) }
      entries[place] = Entry(
        word: word, tag: tag?.rawValue ?? Item.noTag, isOwnClass: isOwnClass, isUsed: true)
    }
  }

  /// What is known of the word with a hash.
  @inline(__always)
  func entry(of word: UInt32) -> Entry {
    entries.withUnsafeBufferPointer { entries in
      let mask = entries.count - 1
      var place = Int(word) & mask
      while entries[place].isUsed {
        if entries[place].word == word { return entries[place] }
        place = (place + 1) & mask
      }
      return Entry()
    }
  }
}
