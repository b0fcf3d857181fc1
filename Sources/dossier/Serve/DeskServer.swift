import Desk
import NIOCore
import NIOHTTP1
import NIOPosix
import Platform

/// HTTP over loopback: binds 127.0.0.1 and, where there is one, ::1.
final class DeskServer {
  let port: Int
  private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  private let readers: Readers
  private var channels: [any Channel] = []

  /// Longest line and header of a request, in bytes.
  static let longestRequest = 16 << 10

  init(desk: Desk, readers: Readers, port: Int) throws {
    self.readers = readers
    let hosts = AllowedHosts()
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 128)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
          try pipeline.addHandler(
            IdleStateHandler(readTimeout: .seconds(Int64(readers.seconds) + 60)))
          try pipeline.addHandler(RequestHandler(desk: desk, readers: readers, hosts: hosts))
        }
      }
    do {
      let channel = try bootstrap.bind(host: "127.0.0.1", port: port).wait()
      self.port = channel.localAddress?.port ?? port
      hosts.set(port: self.port)
      channels = [channel]
      // A machine without IPv6 does without.
      if let other = try? bootstrap.bind(host: "::1", port: self.port).wait() {
        channels.append(other)
      }
    } catch {
      readers.close()
      try? group.syncShutdownGracefully()
      throw Failure(.misuse, "cannot listen on 127.0.0.1:\(port): \(Self.problem(error))")
    }
  }

  /// Why a port cannot be used, and what to do about it.
  private static func problem(_ error: any Error) -> String {
    switch (error as? IOError)?.errnoCode {
    case EADDRINUSE:
      "another program uses this port, maybe another 'dossier serve'; end it, or name another port "
        + "with --port, or --port 0 for any that is free"
    case EACCES:
      "ports below 1024 are for the system; name another with --port, or 0 for any that is free"
    default: "\(error); name another port with --port, or 0 for any that is free"
    }
  }

  func close() {
    for channel in channels { try? channel.close().wait() }
    readers.close()
    try? group.syncShutdownGracefully()
  }
}
