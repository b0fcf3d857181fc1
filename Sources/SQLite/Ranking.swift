internal import CSQLite

extension Connection {
  /// Adds a function `name(table, groups, limit)` to this connection: BM25 for FTS5, the least value first,
  /// that is sure of its first `limit` rows only.
  ///
  /// The length of a row is looked up when the row can still be among the first; any other gets a
  /// value that sorts after them. With a limit of 0 every row gets its exact value. `groups` tells how
  /// many phrases of the expression stand for one word («3,1»: three forms of the first word, one of the
  /// second): they count as one term. Phrases after the last group filter only.
  ///
  /// - Parameters:
  ///   - name: what the function is called in SQL.
  ///   - weights: how much a find counts in each column; columns beyond count nothing.
  /// - Throws: `SQLiteError` when SQLite was built without FTS5.
  public func addBestRank(_ name: String, weights: [Double]) throws(SQLiteError) {
    guard let api = try fullText(), let create = api.pointee.xCreateFunction else {
      throw SQLiteError(SQLITE_ERROR, nil)
    }
    let code = create(
      api, name, Unmanaged.passRetained(Weights(weights)).toOpaque(),
      { api, match, context, count, arguments in
        guard let api, let match, let context, count == 2, let arguments else {
          return sqlite3_result_error(context, "a rank takes groups and a limit", -1)
        }
        let ranking: Ranking
        if let known = api.pointee.xGetAuxdata(match, 0) {
          ranking = Unmanaged<Ranking>.fromOpaque(known).takeUnretainedValue()
        } else {
          let groups = sqlite3_value_text(arguments[0]).map { String(cString: $0) } ?? ""
          ranking = Ranking(
            api, match, groups: groups.split(separator: ",").compactMap { Int($0) },
            limit: Int(sqlite3_value_int(arguments[1])))
          _ = api.pointee.xSetAuxdata(
            match, Unmanaged.passRetained(ranking).toOpaque(),
            { if let given = $0 { Unmanaged<Ranking>.fromOpaque(given).release() } })
        }
        sqlite3_result_double(context, -ranking.score(api, match))
      },
      { if let given = $0 { Unmanaged<Weights>.fromOpaque(given).release() } })
    if code != SQLITE_OK { throw SQLiteError(code, handle) }
  }

  /// FTS5's table of functions; nil when SQLite was built without.
  func fullText() throws(SQLiteError) -> UnsafeMutablePointer<fts5_api>? {
    var api: UnsafeMutablePointer<fts5_api>?
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &statement, nil)
    defer { sqlite3_finalize(statement) }
    guard code == SQLITE_OK else { throw SQLiteError(code, handle) }
    withUnsafeMutablePointer(to: &api) {
      _ = csqlite_bind_fts5_api(statement, 1, $0)
      sqlite3_step(statement)
    }
    return api
  }
}

private final class Weights {
  let values: [Double]
  init(_ values: [Double]) { self.values = values }
}

/// What one query remembers from row to row.
private final class Ranking {
  typealias API = UnsafePointer<Fts5ExtensionApi>

  // The usual constants of BM25, as FTS5 has them.
  private static let k = 1.2
  private static let b = 0.75
  /// How far the finds of a phrase are counted before it is taken for frequent.
  private static let frequent = 20_000

  private let weights: [Double]
  private let groups: [Int]
  private var weightOfGroup: [Double]
  private var frequencies: [Double]
  private let average: Double
  /// How many rows are wanted; nil for all.
  private let limit: Int?
  /// The best exact scores so far, ascending.
  private var best: [Double] = []

  init(_ api: API, _ match: OpaquePointer, groups given: [Int], limit: Int) {
    weights =
      api.pointee.xUserData(match).map {
        Unmanaged<Weights>.fromOpaque($0).takeUnretainedValue().values
      } ?? [1]
    let phrases = Int(api.pointee.xPhraseCount(match))
    var groups = given.filter { $0 > 0 }
    // Anybody may call the function from SQL, with any numbers.
    if groups.isEmpty || groups.count > phrases || groups.contains(where: { $0 > phrases })
      || groups.reduce(0, +) > phrases
    {
      groups = Array(repeating: 1, count: phrases)
    }
    self.groups = groups
    self.limit = limit > 0 ? limit : nil
    var rows: sqlite3_int64 = 0
    _ = api.pointee.xRowCount(match, &rows)
    var total = 0.0
    for column in weights.indices where weights[column] > 0 {
      var size: sqlite3_int64 = 0
      _ = api.pointee.xColumnTotalSize(match, Int32(column), &size)
      total += Double(size)
    }
    average = max(1, total / Double(max(1, rows)))
    weightOfGroup = Array(repeating: 1, count: groups.count)
    frequencies = Array(repeating: 0, count: groups.count)
    // A single word is as rare in every row.
    guard groups.count > 1 else { return }
    var phrase: Int32 = 0
    for (g, size) in groups.enumerated() {
      var hits = 0
      for _ in 0..<size {
        var count = 0
        _ = api.pointee.xQueryPhrase(match, phrase, &count) { _, _, count in
          guard let count = count?.assumingMemoryBound(to: Int.self) else { return SQLITE_DONE }
          count.pointee += 1
          return count.pointee >= Ranking.frequent ? SQLITE_DONE : SQLITE_OK
        }
        hits += count
        phrase += 1
      }
      let h = min(Double(hits), Double(rows))
      weightOfGroup[g] = max(1e-6, Logarithm.of((Double(rows) - h + 0.5) / (h + 0.5)))
    }
  }

  /// The score of the row at which the query stands: exact when it is among the best so far.
  func score(_ api: API, _ match: OpaquePointer) -> Double {
    var phrase: Int32 = 0
    for (g, size) in groups.enumerated() {
      var sum = 0.0
      for _ in 0..<size {
        var places = Fts5PhraseIter()
        var column: Int32 = -1
        var offset: Int32 = 0
        _ = api.pointee.xPhraseFirst(match, phrase, &places, &column, &offset)
        while column >= 0 {
          if Int(column) < weights.count { sum += weights[Int(column)] }
          api.pointee.xPhraseNext(match, &places, &column, &offset)
        }
        phrase += 1
      }
      frequencies[g] = sum
    }
    // No row is shorter than nothing: the exact score is never above this one.
    let bound = total(norm: Self.k * (1 - Self.b))
    if let limit, best.count >= limit, bound <= best[0] { return bound }
    var length = 0.0
    for column in weights.indices where weights[column] > 0 {
      var size: Int32 = 0
      _ = api.pointee.xColumnSize(match, Int32(column), &size)
      length += Double(size)
    }
    let exact = total(norm: Self.k * (1 - Self.b + Self.b * length / average))
    if let limit, best.count < limit || exact > best[0] {
      let place = best.firstIndex { $0 > exact } ?? best.count
      best.insert(exact, at: place)
      if best.count > limit { best.removeFirst() }
    }
    return exact
  }

  private func total(norm: Double) -> Double {
    var score = 0.0
    for g in frequencies.indices {
      score += weightOfGroup[g] * frequencies[g] * (Self.k + 1) / (frequencies[g] + norm)
    }
    return score
  }
}

/// The natural logarithm, without a mathematics library.
private enum Logarithm {
  /// ln `x` for x > 0, to about 1e-9: the exponent, and a series for the significand.
  static func of(_ x: Double) -> Double {
    let m = x.significand
    let t = (m - 1) / (m + 1)
    var power = t
    var sum = 0.0
    for n in stride(from: 1.0, through: 19, by: 2) {
      sum += power / n
      power *= t * t
    }
    return 2 * sum + Double(x.exponent) * 0.693_147_180_559_945_3
  }
}
