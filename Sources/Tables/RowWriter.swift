/// Takes a table cell by cell and writes it in some form, without keeping it.
///
/// `header` once, then for every row its cells from left to right and `endRow`, then `finish`.
/// Cells never fail; what cannot be written is reported by `endRow` and `finish`.
package protocol RowWriter: AnyObject {
  /// The names of the columns.
  func header(_ names: [String]) throws
  /// A cell without a value.
  func null()
  /// A whole number.
  func integer(_ value: Int64)
  /// A number.
  func real(_ value: Double)
  /// A text; ill-formed UTF-8 is written as it is.
  func text(_ bytes: UnsafeBufferPointer<UInt8>)
  /// A text that is JSON: part of the document where that is JSON too, else a text.
  func json(_ bytes: UnsafeBufferPointer<UInt8>)
  /// The end of a row.
  func endRow() throws
  /// The end of the table: everything is written out.
  func finish() throws
  /// What a person should know of the table once it is finished; nil when there is nothing.
  var note: String? { get }
}

extension RowWriter {
  package var note: String? { nil }

  package func json(_ bytes: UnsafeBufferPointer<UInt8>) { text(bytes) }

  /// A text, or no value.
  package func text(_ text: String?) {
    guard var text else { return null() }
    text.withUTF8 { self.text($0) }
  }

  /// A whole number, or no value.
  package func integer(_ value: Int?) {
    if let value { integer(Int64(value)) } else { null() }
  }
}

/// The forms in which a table can be written.
package enum TableForm: String, Sendable, CaseIterable {
  /// Aligned columns for reading.
  case table
  /// Comma-separated values, RFC 4180.
  case csv
  /// Tab-separated, one row a line.
  case tsv
  /// One JSON array of objects.
  case json
  /// One JSON object a line.
  case jsonl
}
