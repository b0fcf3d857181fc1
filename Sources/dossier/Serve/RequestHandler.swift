import Desk
import NIOCore
import NIOHTTP1
import Synchronization

/// The names under which this machine may be asked for, with the port: any other comes from a page
/// elsewhere that had its own name point here.
final class AllowedHosts: Sendable {
  private let port = Atomic<Int>(0)

  func set(port: Int) { self.port.store(port, ordering: .relaxed) }

  /// True for exactly one header that is one of the names.
  func allow(_ headers: HTTPHeaders) -> Bool {
    let given = headers["host"]
    let port = port.load(ordering: .relaxed)
    return given.count == 1
      && ["127.0.0.1:\(port)", "localhost:\(port)", "[::1]:\(port)"].contains(given[0])
  }
}

/// Reads one request after the other, checks it, and has it answered on a thread of its own.
final class RequestHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let desk: Desk
  private let readers: Readers
  private let hosts: AllowedHosts
  private var head: HTTPRequestHead?
  private var hasBody = false
  private var job: Job?
  private var clock: RepeatedTask?

  init(desk: Desk, readers: Readers, hosts: AllowedHosts) {
    self.desk = desk
    self.readers = readers
    self.hosts = hosts
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      hasBody = false
    case .body: hasBody = true
    case .end:
      guard let head else { return }
      self.head = nil
      answer(head, on: context)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    job?.abandon()
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent, job == nil {
      context.close(promise: nil)
    } else if case .some(.inputClosed) = event as? ChannelEvent {
      job?.abandon()
      context.close(promise: nil)
    }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    job?.abandon()
    context.close(promise: nil)
  }

  // MARK: Checks

  private func answer(_ head: HTTPRequestHead, on context: ChannelHandlerContext) {
    let response = Response(
      channel: context.channel, isHead: head.method == .HEAD, keepsAlive: head.isKeepAlive)
    let address = Address(request: head.uri)
    if let refusal = refusal(of: head) {
      return response.send(desk.trouble(refusal, at: address), allow: refusal == .method)
    }
    guard let address else { return response.send(desk.trouble(.percent, at: nil)) }
    let job = Job(seconds: readers.seconds)
    self.job = job
    clock = context.eventLoop.scheduleRepeatedTask(
      initialDelay: .milliseconds(200), delay: .milliseconds(200)
    ) { _ in job.check() }
    let loop = context.eventLoop
    let boundSelf = NIOLoopBound(self, eventLoop: loop)
    let isLong = address["format"] != nil || address.path.first == "sql"
    let isTaken = readers.run(isLong: isLong) { [desk, readers] in
      response.answer(address, desk, readers, job)
      loop.execute { boundSelf.value.finish(job) }
    }
    if !isTaken {
      finish(job)
      response.send(desk.trouble(.busy, at: address))
    }
  }

  private func finish(_ job: Job) {
    guard self.job === job else { return }
    clock?.cancel()
    self.job = nil
  }

  /// Why a request is not answered; nil when it is.
  private func refusal(of head: HTTPRequestHead) -> Refusal? {
    if !hosts.allow(head.headers) { return .host }
    // Another site may send a person here by a link, but may not have questions asked in the background.
    let site = head.headers.first(name: "sec-fetch-site")
    if site == "cross-site" || site == "same-site",
      head.headers.first(name: "sec-fetch-mode") != "navigate"
    {
      return .otherSite
    }
    guard head.method == .GET || head.method == .HEAD else { return .method }
    if hasBody || head.headers.contains(name: "transfer-encoding") { return .body }
    if head.uri.utf8.count > DeskServer.longestRequest { return .longAddress }
    let size = head.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    if size > DeskServer.longestRequest { return .longHeaders }
    return head.uri.hasPrefix("/") ? nil : .noSlash
  }
}
