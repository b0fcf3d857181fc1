internal import CSQLite

/// FTS5's own way to cut a text into the words of an index: `unicode61 remove_diacritics 2`.
///
/// Valid as long as its connection is open. Used by one thread at a time.
public final class Tokenizer {
  private let connection: Connection
  private let functions: fts5_tokenizer
  private let instance: OpaquePointer

  /// A tokenizer as `tokenize = 'unicode61 remove_diacritics 2'` makes it.
  ///
  /// - Throws: `SQLiteError` when SQLite was built without FTS5.
  public init(_ connection: Connection) throws(SQLiteError) {
    self.connection = connection
    var functions = fts5_tokenizer()
    var context: UnsafeMutableRawPointer?
    guard let api = try connection.fullText(),
      api.pointee.xFindTokenizer(api, "unicode61", &context, &functions) == SQLITE_OK
    else { throw SQLiteError(SQLITE_ERROR, nil) }
    var instance: OpaquePointer?
    let code = "remove_diacritics".withCString { name in
      "2".withCString { value in
        var arguments: [UnsafePointer<CChar>?] = [name, value]
        return functions.xCreate(context, &arguments, 2, &instance)
      }
    }
    guard code == SQLITE_OK, let instance else { throw SQLiteError(code, nil) }
    self.functions = functions
    self.instance = instance
  }

  deinit { functions.xDelete(instance) }

  /// The words of a text as the index contains them.
  public func words(of text: String) -> [String] {
    final class Words { var list: [String] = [] }
    let words = Words()
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        _ = functions.xTokenize(
          instance, Unmanaged.passUnretained(words).toOpaque(), FTS5_TOKENIZE_QUERY,
          characters.baseAddress, Int32(characters.count),
          { context, _, token, count, _, _ in
            guard let context, let token else { return SQLITE_OK }
            let word = UnsafeRawBufferPointer(start: token, count: Int(count))
            Unmanaged<Words>.fromOpaque(context).takeUnretainedValue().list.append(
              String(decoding: word, as: UTF8.self))
            return SQLITE_OK
          })
      }
    }
    return words.list
  }
}
