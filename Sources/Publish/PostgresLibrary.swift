import Platform

/// PostgreSQL's client library, libpq, as it is found on the machine where the program runs.
///
/// Only who publishes needs it, so it is opened by name and linked by nobody. Every function has the type
/// of its declaration in `libpq-fe.h`. Safe across threads: pointers to C functions never change.
/// - Source: https://www.postgresql.org/docs/15/libpq.html.
struct PostgresLibrary: @unchecked Sendable {
  typealias Connection = OpaquePointer
  typealias Result = OpaquePointer
  typealias Text = UnsafePointer<CChar>

  let connect: @convention(c) (Text) -> Connection?
  let status: @convention(c) (Connection?) -> Int32
  let errorMessage: @convention(c) (Connection?) -> Text?
  let finish: @convention(c) (Connection?) -> Void
  let host: @convention(c) (Connection?) -> Text?
  let port: @convention(c) (Connection?) -> Text?
  let database: @convention(c) (Connection?) -> Text?
  let user: @convention(c) (Connection?) -> Text?
  let serverVersion: @convention(c) (Connection?) -> Int32
  let execute: @convention(c) (Connection?, Text) -> Result?
  let resultStatus: @convention(c) (Result?) -> Int32
  let resultField: @convention(c) (Result?, Int32) -> Text?
  let affected: @convention(c) (Result?) -> Text?
  let clear: @convention(c) (Result?) -> Void
  let rows: @convention(c) (Result?) -> Int32
  let columns: @convention(c) (Result?) -> Int32
  let value: @convention(c) (Result?, Int32, Int32) -> Text?
  let isNull: @convention(c) (Result?, Int32, Int32) -> Int32
  let put: @convention(c) (Connection?, Text?, Int32) -> Int32
  let endPut: @convention(c) (Connection?, Text?) -> Int32
  let nextResult: @convention(c) (Connection?) -> Result?

  /// Opens the library.
  ///
  /// - Throws: `PublishError.noLibrary`.
  init() throws(PublishError) {
    let asked = getenv("DOSSIER_LIBPQ").map { String(cString: $0) }
    let names =
      asked.map { [$0] } ?? [
        "libpq.so.5", "libpq.5.dylib", "/opt/homebrew/opt/libpq/lib/libpq.5.dylib",
        "/usr/local/opt/libpq/lib/libpq.5.dylib",
      ]
    guard let handle = names.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first else {
      throw .noLibrary(asked)
    }
    func function<T>(_ name: String, as type: T.Type = T.self) throws(PublishError) -> T {
      guard let address = dlsym(handle, name) else { throw .noLibrary(asked ?? name) }
      return unsafeBitCast(address, to: type)
    }
    connect = try function("PQconnectdb")
    status = try function("PQstatus")
    errorMessage = try function("PQerrorMessage")
    finish = try function("PQfinish")
    host = try function("PQhost")
    port = try function("PQport")
    database = try function("PQdb")
    user = try function("PQuser")
    serverVersion = try function("PQserverVersion")
    execute = try function("PQexec")
    resultStatus = try function("PQresultStatus")
    resultField = try function("PQresultErrorField")
    affected = try function("PQcmdTuples")
    clear = try function("PQclear")
    rows = try function("PQntuples")
    columns = try function("PQnfields")
    value = try function("PQgetvalue")
    isNull = try function("PQgetisnull")
    put = try function("PQputCopyData")
    endPut = try function("PQputCopyEnd")
    nextResult = try function("PQgetResult")
  }
}
