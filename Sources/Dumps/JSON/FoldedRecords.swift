import Press

/// Many records in one JSON object: columns, as data frames are written, or records under keys of
/// their own.
enum FoldedRecords {
  /// The records in `fields`; nil when they are one record.
  static func unfolded(_ fields: [RecordField], map: [String: String]) -> [[RecordField]]? {
    guard !fields.isEmpty,
      fields.allSatisfy({ if case .object = $0.value { true } else { false } })
    else { return nil }
    return columns(fields) ?? keyed(fields, map)
  }

  // {"title": {"0": …, "1": …}, "text": {"0": …, "1": …}}
  private static func columns(_ fields: [RecordField]) -> [[RecordField]]? {
    guard let text = fields.first(where: { $0.role == .body }) else { return nil }
    let rows = text.value.fields.map(\.name)
    guard !rows.isEmpty, rows.allSatisfy({ Int($0) != nil }) else { return nil }
    var records = rows.map { _ in [RecordField]() }
    for field in fields {
      let values = field.value.fields
      // The rows stand in one order in every column, as a rule.
      let isAligned = values.map(\.name) == rows
      var places: [String: Metadata] = [:]
      if !isAligned { for value in values { places[value.name] = value.value } }
      for (n, row) in rows.enumerated() {
        guard let value = isAligned ? values[n].value : places[row], value != .null else {
          continue
        }
        records[n].append(RecordField(field.name, role: field.role, rank: field.rank, value: value))
      }
    }
    return records
  }

  // {"a1": {"title": …, "text": …}, "a2": {…}}
  private static func keyed(_ fields: [RecordField], _ map: [String: String]) -> [[RecordField]]? {
    // «article» may be the text, or hold a record.
    guard fields.count == 1 || !fields.contains(where: { $0.role == .body }) else { return nil }
    let records = fields.map { field in
      field.value.fields.map { RecordField($0.name, $0.value, map: map) }
        + [RecordField("key", role: nil, rank: 0, value: .text(field.name))]
    }
    let withText = records.count { record in record.contains { $0.role == .body } }
    return withText * 2 > records.count ? records : nil
  }
}
