import Platform
import Synchronization

/// Memory for tables that live as long as the program.
///
/// Words are looked up at random places of tables of several megabytes. In pages of 4 kB most of the
/// time goes into finding the page; here the tables of all languages are side by side in pages of 2 MB
/// where the system has them.
package enum LastingMemory {
  private static let pageSize = 2 << 20
  private static let free = Mutex(0..<0)

  /// A copy of `elements` that is never freed.
  package static func copy<Element: BitwiseCopyable>(
    of elements: UnsafeBufferPointer<Element>
  ) -> UnsafePointer<Element> {
    let count = max(1, elements.count)
    let bytes = allocate(count * MemoryLayout<Element>.stride)
    let copy = bytes.bindMemory(to: Element.self, capacity: count)
    if let first = elements.baseAddress { copy.initialize(from: first, count: elements.count) }
    return UnsafePointer(copy)
  }

  /// A copy of `elements` that is never freed.
  package static func copy<Element: BitwiseCopyable>(
    of elements: [Element]
  ) -> UnsafePointer<Element> {
    elements.withUnsafeBufferPointer { copy(of: $0) }
  }

  /// Memory that begins with a cache line.
  private static func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    let size = (size + 63) & ~63
    let start = free.withLock { free in
      if free.count < size { free = newPages(of: size) }
      defer { free = free.lowerBound + size..<free.upperBound }
      return free.lowerBound
    }
    guard let memory = UnsafeMutableRawPointer(bitPattern: start) else {
      preconditionFailure("allocated memory has an address")
    }
    return memory
  }

  /// The addresses of pages for at least `size` bytes; only those that are used take memory.
  private static func newPages(of size: Int) -> Range<Int> {
    let size = max(16 * pageSize, (size + pageSize - 1) & ~(pageSize - 1))
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, pageSize, size) == 0, let memory else {
      fatalError("no memory for tables of \(size) bytes")
    }
    #if os(Linux)
      madvise(memory, size, MADV_HUGEPAGE)
    #endif
    let start = Int(bitPattern: memory)
    return start..<start + size
  }
}
