import Platform

/// A zstd stream with a long window (`zstd --long=31`), which libarchive refuses.
///
/// Uses libzstd, which libarchive has loaded already, through the four functions of its stable
/// interface that this takes. Without the library the error says how to decompress the file.
final class ZstdSource: Unpacking {
  /// The largest window that libzstd opens without being asked to, in bytes.
  static let ordinaryWindow: UInt64 = 1 << 27
  /// `ZSTD_d_windowLogMax` and its largest value on systems of 64 bits.
  private static let windowParameter: (name: Int32, value: Int32) = (100, 31)

  /// `ZSTD_inBuffer` and `ZSTD_outBuffer`, which have the same layout.
  private struct Buffer {
    var bytes: UnsafeMutableRawPointer?
    var size: Int
    var place: Int
  }

  private struct Library {
    typealias Create = @convention(c) () -> OpaquePointer?
    typealias Free = @convention(c) (OpaquePointer?) -> Int
    typealias Set = @convention(c) (OpaquePointer?, Int32, Int32) -> Int
    typealias Decompress =
      @convention(c) (OpaquePointer?, UnsafeMutableRawPointer, UnsafeMutableRawPointer) -> Int
    typealias IsError = @convention(c) (Int) -> UInt32

    var create: Create
    var free: Free
    var set: Set
    var decompress: Decompress
    var isError: IsError

    /// The library; nil when it is not on this system.
    static let shared: Library? = {
      let names = ["libzstd.so.1", "libzstd.1.dylib", "/opt/homebrew/lib/libzstd.1.dylib"]
      guard let handle = names.lazy.compactMap({ dlopen($0, RTLD_NOW) }).first,
        let create = dlsym(handle, "ZSTD_createDCtx"), let free = dlsym(handle, "ZSTD_freeDCtx"),
        let set = dlsym(handle, "ZSTD_DCtx_setParameter"),
        let decompress = dlsym(handle, "ZSTD_decompressStream"),
        let isError = dlsym(handle, "ZSTD_isError")
      else { return nil }
      return Library(
        create: unsafeBitCast(create, to: Create.self), free: unsafeBitCast(free, to: Free.self),
        set: unsafeBitCast(set, to: Set.self),
        decompress: unsafeBitCast(decompress, to: Decompress.self),
        isError: unsafeBitCast(isError, to: IsError.self))
    }()
  }

  private let source: any ByteSource
  private let library: Library
  private let context: OpaquePointer
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
  private var input: Buffer
  private var isInFrame = false
  private(set) var consumed = 0

  /// Opens `source`, whose frames need a window of `window` bytes.
  ///
  /// - Throws: `DumpError` when this system has no libzstd.
  init(_ source: any ByteSource, window: UInt64) throws {
    guard window <= 1 << 31, let library = Library.shared, let context = library.create() else {
      throw DumpError(
        .refused, path: "",
        problem:
          "is compressed by zstd with a window of \(window >> 20) MiB (--long), which is not "
          + "read here; pipe it: zstd -dc --long=31 FILE | dossier import -")
    }
    _ = library.set(context, Self.windowParameter.name, Self.windowParameter.value)
    self.source = source
    self.library = library
    self.context = context
    input = Buffer(bytes: buffer.baseAddress, size: 0, place: 0)
  }

  deinit {
    _ = library.free(context)
    buffer.deallocate()
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
    var output = Buffer(bytes: target.baseAddress, size: target.count, place: 0)
    while output.place == 0 {
      if input.place == input.size {
        input.size = try source.read(into: buffer)
        input.place = 0
        consumed += input.size
        if input.size == 0 {
          guard isInFrame else { return 0 }
          isInFrame = false
          throw DumpError.compressed("it ends inside a frame")
        }
      }
      let result = library.decompress(context, &output, &input)
      if library.isError(result) != 0 {
        throw DumpError.compressed("a frame does not fit its checks")
      }
      isInFrame = result != 0
    }
    return output.place
  }

  /// The bytes of window that the first frame of `head` asks for; nil when `head` is no zstd frame.
  ///
  /// RFC 8878, 3.1.1.1: a descriptor, then a byte of exponent and mantissa, or the size of the content
  /// where that is the window.
  static func window(of head: [UInt8]) -> UInt64? {
    guard head.count > 14, head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) else { return nil }
    let descriptor = head[4]
    guard descriptor & 0x20 != 0 else {
      let base = UInt64(1) << (10 + UInt64(head[5] >> 3))
      return base + base / 8 * UInt64(head[5] & 7)
    }
    let width = [1, 2, 4, 8][Int(descriptor >> 6)]
    let start = 5 + [0, 1, 2, 4][Int(descriptor & 3)]
    guard start + width <= head.count else { return nil }
    return (0..<width).reduce(0) { $0 | UInt64(head[start + $1]) << UInt64(8 * $1) }
  }
}
