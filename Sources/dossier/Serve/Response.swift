import Desk
import NIOCore
import NIOHTTP1
import Platform
import Storage
import Tables

/// One response on its way to a browser; whole, or piece by piece.
struct Response: Sendable {
  let channel: any Channel
  let isHead: Bool
  let keepsAlive: Bool

  /// How many bytes of a table are gathered before they are sent.
  private static let piece = 32 << 10

  /// Nothing is loaded from elsewhere, nothing runs but our script, no other page may frame this one.
  private static let policy = """
    default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'
    """

  /// Asks the desk and sends what it says; runs on a thread that may wait.
  func answer(_ address: Address, _ desk: Desk, _ readers: Readers, _ job: Job) {
    do {
      try readers.read(job) { archive in
        switch try desk.answer(address, in: archive) {
        case .rows(let name, let form, let write):
          try send(name, form, job, or: { desk.trouble($0, at: address) }, write)
        case let answer: send(answer)
        }
      }
    } catch is Job.Abandoned {
      channel.close(promise: nil)
    } catch {
      send(desk.trouble(error, at: address))
    }
  }

  /// Sends a page or a file.
  func send(_ answer: Answer, allow: Bool = false) {
    switch answer {
    case .page(let status, let html):
      var headers = headers("text/html; charset=utf-8", name: nil)
      if allow { headers.add(name: "allow", value: "GET, HEAD") }
      send(HTTPResponseStatus(statusCode: status), headers, html)
    case .file(let type, let text, let name):
      send(.ok, headers(type, name: name), text)
    case .rows: preconditionFailure("tables are sent piece by piece")
    }
  }

  private func headers(_ type: String, name: String?) -> HTTPHeaders {
    var headers = HTTPHeaders([
      ("content-type", type), ("content-security-policy", Self.policy),
      ("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"),
      ("cross-origin-opener-policy", "same-origin"),
      ("cross-origin-resource-policy", "same-origin"), ("cache-control", "no-cache"),
    ])
    if let name {
      headers.add(name: "content-disposition", value: "attachment; filename=\"\(name)\"")
    }
    if !keepsAlive { headers.add(name: "connection", value: "close") }
    return headers
  }

  private func send(_ status: HTTPResponseStatus, _ headers: HTTPHeaders, _ text: String) {
    var headers = headers
    headers.add(name: "content-length", value: "\(text.utf8.count)")
    write(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers)))
    if !isHead { write(.body(.byteBuffer(ByteBuffer(string: text)))) }
    finish()
  }

  // MARK: Tables

  /// Sends a table row by row. What goes wrong before its first bytes becomes a page; afterwards the
  /// connection is cut, so that nobody takes a part for the whole.
  private func send(
    _ name: String, _ form: TableForm, _ job: Job, or trouble: (any Error) -> Answer,
    _ write: (any RowWriter) throws -> Void
  ) throws {
    let types: [TableForm: String] = [
      .csv: "text/csv; charset=utf-8", .tsv: "text/tab-separated-values; charset=utf-8",
      .json: "application/json", .jsonl: "application/jsonl; charset=utf-8",
    ]
    let started = Started()
    let head = HTTPResponseHead(
      version: .http1_1, status: .ok,
      headers: headers(types[form] ?? "text/plain", name: name + "." + form.rawValue))
    if isHead {
      self.write(.head(head))
      return finish()
    }
    let output = Output(name: "the reader", fill: Self.piece) { bytes throws(OutputError) in
      if !started.isStarted {
        started.isStarted = true
        self.write(.head(head))
      }
      if bytes.isEmpty { return }
      do {
        // Waits until it is on its way: memory does not grow with the table.
        try channel.writeAndFlush(
          HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: bytes)))
        ).wait()
      } catch { throw OutputError(code: EPIPE, name: "the reader") }
      job.progress()
    }
    do {
      try write(Self.writer(form, output))
      finish()
    } catch let error as OutputError where error.isBrokenPipe {
      channel.close(promise: nil)
    } catch {
      if started.isStarted { return channel.close(promise: nil) }
      send(trouble(error))
    }
  }

  private final class Started { var isStarted = false }

  private static func writer(_ form: TableForm, _ output: Output) -> any RowWriter {
    switch form {
    case .json: JSONWriter(output, lines: false)
    case .jsonl: JSONWriter(output, lines: true)
    case .tsv: DelimitedWriter(output, dialect: .tsv)
    case .csv, .table: DelimitedWriter(output, dialect: .csv)
    }
  }

  // MARK: Parts

  private func write(_ part: HTTPServerResponsePart) { channel.write(part, promise: nil) }

  private func finish() {
    let done = channel.writeAndFlush(HTTPServerResponsePart.end(nil))
    if !keepsAlive { done.whenComplete { _ in channel.close(promise: nil) } }
  }
}
