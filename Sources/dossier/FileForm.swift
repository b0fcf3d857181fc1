import ArgumentParser
import Storage
import Tables

/// The form of a file that rows are written into, as its ending names it.
struct FileForm: Equatable {
  /// How the rows are written; nil for a workbook of Excel.
  var rows: TableForm?
  /// True when the file is compressed with gzip.
  var isPacked = false

  /// A workbook of Excel.
  static let workbook = FileForm(rows: nil)

  /// The endings that are known, for messages.
  static let endings = ".csv, .tsv, .json, .jsonl, each also with .gz, and .xlsx"

  /// The ending of a file of this form, without its dot.
  var ending: String { (rows?.rawValue ?? "xlsx") + (isPacked ? ".gz" : "") }

  /// The form that a file's ending names; nil for an unknown one or none.
  init?(of path: String) {
    var name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    if name.hasSuffix(".gz") {
      isPacked = true
      name.removeLast(3)
    }
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[dot...].dropFirst() {
    case "csv": rows = .csv
    case "tsv", "tab": rows = .tsv
    case "json": rows = .json
    case "jsonl", "ndjson": rows = .jsonl
    case "xlsx" where !isPacked: rows = nil
    default: return nil
    }
  }

  init(rows: TableForm?) { self.rows = rows }

  /// The form that is meant by `--format` and by the name of the file.
  ///
  /// - Throws: `ValidationError` when the ending is unknown, or another than `--format`.
  static func meant(by form: TableForm?, _ path: String?) throws -> FileForm {
    guard let path, !OutputFile.isStandard(path), !OutputFile.isFolder(path),
      !OutputFile.isSpecial(path)
    else {
      return FileForm(rows: form ?? .csv)
    }
    if Question.isDate(path) {
      throw ValidationError(
        "--to takes a file, and «\(path)» looks like a date; the last date is --until \(path).")
    }
    let own = FileForm(of: path)
    if let form {
      if let own, own.rows != form {
        throw ValidationError("--format \(form.rawValue) does not go with «\(path)».")
      }
      return own ?? FileForm(rows: form)
    }
    if let own { return own }
    let hint =
      path.lowercased().hasSuffix(".parquet")
      ? " For Parquet: duckdb -c \"COPY (SELECT * FROM 'rows.csv') TO 'rows.parquet'\"." : ""
    throw ValidationError(
      "The ending of «\(path)» is not known: \(endings). --format takes any name.\(hint)")
  }
}
