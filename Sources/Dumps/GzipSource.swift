import Platform

/// A gzip stream, which gives every byte that came before the place where it breaks off.
///
/// libarchive fills a block before it gives any of it, so a cut file would lose its last 64 KiB. Uses
/// zlib, which libarchive has loaded already, through three functions of its stable interface.
final class GzipSource: Unpacking {
  /// `z_stream` of zlib.h.
  private struct Stream {
    var nextIn: UnsafeMutablePointer<UInt8>?
    var availableIn: UInt32 = 0
    var totalIn: UInt = 0
    var nextOut: UnsafeMutablePointer<UInt8>?
    var availableOut: UInt32 = 0
    var totalOut: UInt = 0
    var message: UnsafePointer<CChar>?
    var state: OpaquePointer?
    var allocate: OpaquePointer?
    var free: OpaquePointer?
    var opaque: OpaquePointer?
    var dataType: Int32 = 0
    var adler: UInt = 0
    var reserved: UInt = 0
  }

  private struct Library {
    typealias Start =
      @convention(c) (UnsafeMutableRawPointer, Int32, UnsafePointer<CChar>, Int32) -> Int32
    typealias Inflate = @convention(c) (UnsafeMutableRawPointer, Int32) -> Int32
    typealias End = @convention(c) (UnsafeMutableRawPointer) -> Int32

    var start: Start
    var inflate: Inflate
    var reset: End
    var end: End

    /// The library; nil when it is not on this system.
    static let shared: Library? = {
      let names = ["libz.so.1", "libz.1.dylib", "/usr/lib/libz.1.dylib"]
      guard let handle = names.lazy.compactMap({ dlopen($0, RTLD_NOW) }).first,
        let start = dlsym(handle, "inflateInit2_"), let inflate = dlsym(handle, "inflate"),
        let reset = dlsym(handle, "inflateReset"), let end = dlsym(handle, "inflateEnd")
      else { return nil }
      return Library(
        start: unsafeBitCast(start, to: Start.self),
        inflate: unsafeBitCast(inflate, to: Inflate.self),
        reset: unsafeBitCast(reset, to: End.self), end: unsafeBitCast(end, to: End.self))
    }()
  }

  /// `Z_OK`, `Z_STREAM_END` and `Z_BUF_ERROR`.
  private static let (ok, streamEnd, stalled): (Int32, Int32, Int32) = (0, 1, -5)
  /// `MAX_WBITS` and what asks for the header and trailer of gzip.
  private static let windowBits: Int32 = 15 + 16

  private let source: any ByteSource
  private let library: Library
  private let stream = UnsafeMutablePointer<Stream>.allocate(capacity: 1)
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
  private var isInMember = false
  private var isAtEnd = false
  private(set) var consumed = 0

  /// Opens `source`; nil when this system has no zlib.
  init?(_ source: any ByteSource) {
    self.source = source
    guard let library = Library.shared else { return nil }
    self.library = library
    stream.initialize(to: Stream())
    let size = Int32(MemoryLayout<Stream>.size)
    guard library.start(stream, Self.windowBits, "1", size) == Self.ok else { return nil }
  }

  deinit {
    _ = library.end(stream)
    stream.deallocate()
    buffer.deallocate()
  }

  /// True when `head` is gzip around something other than a tar, which libarchive opens in one go.
  static func opens(_ head: [UInt8]) -> Bool {
    guard head.starts(with: [0x1F, 0x8B, 8]), let reader = GzipSource(MemorySource(head)) else {
      return false
    }
    var start = [UInt8](repeating: 0, count: 512)
    var count = 0
    while count < start.count,
      let n = try? start.withUnsafeMutableBytes({
        try reader.read(into: .init(rebasing: $0[count...]))
      }),
      n > 0
    {
      count += n
    }
    if case .tar? = Wrapping.of(start) { return false }
    return count > 0
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
    let room = UInt32(clamping: target.count)
    stream.pointee.nextOut = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.availableOut = room
    while !isAtEnd, stream.pointee.availableOut > 0 {
      if stream.pointee.availableIn == 0 {
        // What is at hand is given before the source may say that it breaks off.
        if stream.pointee.availableOut < room { break }
        guard try fill() else {
          isAtEnd = true
          if isInMember { throw DumpError.compressed("truncated gzip input") }
          break
        }
      }
      // After a member comes another one, or padding.
      if !isInMember, stream.pointee.nextIn?.pointee != 0x1F {
        isAtEnd = true
        break
      }
      isInMember = true
      let result = library.inflate(stream, 0)
      if result == Self.streamEnd {
        isInMember = false
        _ = library.reset(stream)
      } else if result != Self.ok, result != Self.stalled {
        isAtEnd = true
        broken = .compressed("gzip decompression failed")
      }
    }
    let given = Int(room - stream.pointee.availableOut)
    if given == 0, let broken {
      self.broken = nil
      throw broken
    }
    return given
  }

  /// What is thrown once all that came before it has been given.
  private var broken: DumpError?

  private func fill() throws -> Bool {
    let count = try source.read(into: buffer)
    consumed += count
    stream.pointee.nextIn = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.availableIn = UInt32(count)
    return count > 0
  }
}
