import ArgumentParser
import Storage
import Tables

/// Explains tables, views and columns.
struct CodebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codebook",
    abstract: "Explain every table, view and column: type, unit, values, what null means.",
    discussion: """
      The same texts are in data packages (export --package) and in docs/CODEBOOK.md. No archive is \
      needed. --format datasette gives the metadata file of Datasette, json-schema the JSON Schema \
      of what 'dossier extract' writes.

      EXAMPLES:
        dossier codebook > CODEBOOK.md
        dossier codebook statement_details
        dossier codebook --format csv > codebook.csv
        dossier codebook --format datasette > metadata.json
        dossier codebook --format json-schema > extract.schema.json
      """)

  /// How it is written.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case markdown, csv, json, datasette
    case jsonSchema = "json-schema"
  }

  @Argument(help: "Only these tables or views.")
  var tables: [String] = []

  @Option(name: .customLong("format"), help: "markdown, csv, json, datasette or json-schema.")
  var form = Form.markdown

  func run() throws {
    var codebook = try Codebook.ofThisVersion()
    let known = codebook.tables.map(\.name)
    for name in tables where !known.contains(name) {
      throw Failure(
        .misuse, "there is no table «\(name)»\(suggestion(for: name, among: known))")
    }
    if !tables.isEmpty { codebook.tables.removeAll { !tables.contains($0.name) } }
    let output = Output()
    let text = CodebookPage(codebook)
    switch form {
    case .markdown: output.text(text.markdown)
    case .csv: try text.write(to: DelimitedWriter(output, dialect: .csv))
    case .json: try text.write(to: JSONWriter(output, lines: false))
    case .datasette: text.writeDatasette(to: output)
    case .jsonSchema: AccountSchema(codebook).write(to: output)
    }
    try output.flush()
  }
}

/// A codebook in the forms in which it is handed over.
struct CodebookPage {
  let codebook: Codebook

  init(_ codebook: Codebook) { self.codebook = codebook }

  /// The words that tables and commands share.
  private static let terms = """
    | term | means |
    |---|---|
    | dump | a file, or an entry of an archive, that was imported |
    | run | one execution of import, reextract, forget or undo |
    | record, reject | what a dump contains one of for each article; one that could not be read |
    | article, body | a record that was stored; its text |
    | outlet | the publication that printed an article |
    | source | a person, body, state, group, document or medium that speaks or acts |
    | speaker | the words that name the source of a statement |
    | statement, cue | what an article says that a source said; the words that introduce it |
    | relation, trigger | who does or is what to whom; the words that express it |
    | office | what a person is for a body: minister, spokesman (column `role`) |
    | family | articles that print the same story |
    | id, key | the number of a row in this archive; a name that is the same in every archive |
    | confidence | how often rows like this one are right on annotated articles |

    """

  /// A section a table.
  var markdown: String {
    var text =
      "# Codebook\n\nMade by `dossier codebook`. Offsets count Unicode scalars of the body, "
      + "from 0, end excluded. Dates have the precision that was printed.\n\n" + Self.terms
    for table in codebook.tables {
      text += "\n## \(table.name)\n\n\(table.isView ? "View. " : "")\(table.meaning)\n\n"
      text += "| column | type | unit or values | meaning |\n|---|---|---|---|\n"
      for column in table.columns {
        let cells = [
          "`\(column.name)`", type(of: column).name + (column.isOptional ? ", null" : ""),
          range(of: column), column.meaning,
        ]
        text += "| " + cells.joined(separator: " | ") + " |\n"
      }
    }
    return text
  }

  /// A row a column.
  func write(to writer: any RowWriter) throws {
    try writer.header([
      "table", "column", "type", "nullable", "unit", "values", "references", "meaning",
    ])
    for table in codebook.tables {
      for column in table.columns {
        writer.text(table.name)
        writer.text(column.name)
        writer.text(type(of: column).name)
        writer.integer(column.isOptional ? 1 : 0)
        writer.text(column.unit.isEmpty ? nil : column.unit)
        writer.text(column.values.isEmpty ? nil : column.values.joined(separator: ", "))
        writer.text(column.references)
        writer.text(column.meaning)
        try writer.endRow()
      }
    }
    try writer.finish()
  }

  /// The metadata of Datasette: descriptions of tables and columns.
  func writeDatasette(to output: Output) {
    let json = JSONText(output)
    json.object {
      json.key("databases")
      json.object {
        json.key("*")
        tables(json)
        json.key("press")
        tables(json)
      }
    }
    json.newline()
  }

  private func tables(_ json: JSONText) {
    json.object {
      json.key("tables")
      json.object {
        for table in codebook.tables {
          json.key(table.name)
          json.object {
            json.key("description")
            json.string(table.meaning)
            json.key("columns")
            json.object {
              for column in table.columns {
                json.key(column.name)
                json.string(column.meaning)
              }
            }
          }
        }
      }
    }
  }

  private func range(of column: Codebook.Column) -> String {
    if !column.values.isEmpty { return column.values.joined(separator: ", ") }
    return column.references.map { "→ \($0)" } ?? column.unit
  }

  /// The type of a column, in the words of Frictionless's table schema.
  func type(of column: Codebook.Column) -> ColumnType { ColumnType(of: column) }
}

/// Types of columns, as Frictionless's table schema calls them.
///
/// - Source: https://specs.frictionlessdata.io/table-schema/.
enum ColumnType: String {
  case integer, number, string, date, yearmonth

  var name: String { rawValue }

  init(of column: Codebook.Column) {
    switch (column.type, column.unit) {
    case (_, "YYYY-MM-DD"): self = .date
    case (_, "YYYY-MM"): self = .yearmonth
    case ("INTEGER", _), ("INT", _), ("NUM", _): self = .integer
    case ("REAL", _): self = .number
    case ("TEXT", _): self = .string
    case (_, "number"), (_, "year"): self = .integer
    default: self = column.name == "id" || column.name.hasSuffix("_id") ? .integer : .string
    }
  }
}
