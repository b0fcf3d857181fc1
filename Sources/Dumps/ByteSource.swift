import Platform

/// Bytes that come one stretch after the other.
protocol ByteSource: AnyObject {
  /// Fills at most `buffer`. - Returns: how many bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// What a source can do that lies on a disk.
protocol SeekableSource: ByteSource {
  /// Goes to a byte, counted as `lseek` does. - Returns: the new place, negative when it failed.
  func seek(_ offset: Int, from whence: Int32) -> Int
}

/// What a file is, before it is read.
extension FileSource {
  /// True when the file is an SQLite database; only a regular file is looked at.
  static func isDatabase(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    guard let source = try? FileSource(path: path) else { return false }
    var head = [UInt8](repeating: 0, count: 16)
    let count = try? head.withUnsafeMutableBytes { try source.read(into: $0) }
    return count == 16 && head == Array("SQLite format 3\u{0}".utf8)
  }
}

/// A file, or the standard input.
final class FileSource: ByteSource {
  private let descriptor: Int32
  private let path: String
  let canSeek: Bool
  /// Called before a read that has to wait for a pipe.
  private let willWait: (@Sendable () -> Void)?

  /// Opens `path`; `-` is the standard input.
  init(path: String, willWait: (@Sendable () -> Void)? = nil) throws {
    self.path = path
    self.willWait = willWait
    if path == "-" {
      descriptor = 0
      canSeek = false
      return
    }
    descriptor = FileName.call(path) { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw Self.error(path, "cannot be opened") }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let error = Self.error(path, "cannot be read")
      close(descriptor)
      throw error
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: canSeek = true
    case S_IFIFO, S_IFCHR, S_IFSOCK: canSeek = false
    default:
      close(descriptor)
      throw DumpError(.unreadable, path: path, problem: "is neither a file nor a folder")
    }
  }

  deinit { if descriptor > 0 { close(descriptor) } }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if let willWait, !canSeek {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&waiting, 1, 0) == 0 { willWait() }
    }
    while true {
      let n = systemRead(descriptor, buffer)
      if n >= 0 { return n }
      if errno != EINTR { throw Self.error(path, "cannot be read") }
    }
  }

  func seek(_ offset: Int, from whence: Int32) -> Int {
    canSeek ? Int(lseek(descriptor, off_t(offset), whence)) : -1
  }

  /// The last system error as words.
  static func error(_ path: String, _ what: String) -> DumpError {
    DumpError(
      .unreadable, path: path, problem: "\(what): \(String(cString: strerror(errno)).lowercased())")
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

extension FileSource: SeekableSource {}

/// Bytes that are in memory already.
final class MemorySource: SeekableSource {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let n = min(buffer.count, bytes.count - place)
    guard n > 0 else { return 0 }
    bytes.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[place..<place + n])) }
    place += n
    return n
  }

  func seek(_ offset: Int, from whence: Int32) -> Int {
    let base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? place : bytes.count
    let (target, overflow) = base.addingReportingOverflow(offset)
    guard !overflow, (0...bytes.count).contains(target) else { return -1 }
    place = target
    return target
  }
}

/// A source whose first bytes have been looked at and are given again.
final class Lookahead: ByteSource {
  /// How much is looked at.
  static let size = 128 << 10
  /// The first bytes: `size` of them, or all.
  let head: [UInt8]
  /// Why the first bytes broke off, if they did.
  let damage: DumpError?
  /// True when `head` contains every byte and none is damaged.
  let isWhole: Bool
  private let source: any ByteSource
  private var given = 0

  /// Looks at `source`; `takesFirst` is content with what the first read gives, and waits for no more.
  init(_ source: any ByteSource, takesFirst: Bool = false) throws {
    self.source = source
    var head: [UInt8] = []
    var damage: DumpError?
    var isAtEnd = false
    do {
      // Most files of a folder are small: ask for a little first.
      while !isAtEnd, takesFirst ? head.isEmpty : head.count < Self.size {
        let asked = min(head.isEmpty ? 16 << 10 : Self.size, Self.size - head.count)
        let more = try [UInt8](unsafeUninitializedCapacity: asked) { buffer, count in
          count = try source.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
        isAtEnd = more.isEmpty
        if head.isEmpty { head = more } else { head += more }
      }
    } catch let error as DumpError where !head.isEmpty {
      damage = error
    }
    self.head = head
    self.damage = damage
    isWhole = isAtEnd && damage == nil
  }

  /// Goes on after the head.
  func skipHead() { given = head.count }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if given < head.count {
      let n = min(buffer.count, head.count - given)
      head.withUnsafeBytes {
        buffer.copyMemory(from: .init(rebasing: $0[given..<given + n]))
      }
      given += n
      return n
    }
    if let damage { throw damage }
    return try source.read(into: buffer)
  }
}

extension Lookahead: SeekableSource {
  /// True when the archive reader may jump about.
  var canSeek: Bool {
    if let file = source as? FileSource { return file.canSeek }
    return source is MemorySource
  }

  func seek(_ offset: Int, from whence: Int32) -> Int {
    guard canSeek, damage == nil, let source = source as? any SeekableSource else { return -1 }
    // Once somebody jumps, the head is read from the file again.
    let offset = whence == SEEK_CUR ? offset - (head.count - given) : offset
    given = head.count
    return source.seek(offset, from: whence)
  }
}
