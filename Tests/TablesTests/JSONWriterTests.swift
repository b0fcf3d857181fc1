import Tables
import Testing

@Suite struct `Rows as JSON` {
  @Test func `an array of objects`() throws {
    let rows: [[Value]] = [["é\"\\", 1], [.null, .real(0.5)]]
    let text = try written(rows) { JSONWriter($0, lines: false) }
    #expect(
      text == #"""
        [
         {"c0":"é\"\\","c1":1},
         {"c0":null,"c1":0.5}
        ]

        """#)
  }

  @Test func `one object a line`() throws {
    let text = try written([["a\nb\u{1}", 1], ["c", 2]]) { JSONWriter($0, lines: true) }
    #expect(text == "{\"c0\":\"a\\nb\\u0001\",\"c1\":1}\n{\"c0\":\"c\",\"c1\":2}\n")
  }

  @Test func `no rows are still valid JSON`() throws {
    #expect(try written([]) { JSONWriter($0, lines: false) } == "[]\n")
    #expect(try written([]) { JSONWriter($0, lines: true) } == "")
  }

  @Test func `ill-formed bytes and infinite numbers stay valid JSON`() throws {
    let output = Output(descriptor: -1)
    let json = JSONText(output)
    json.array {
      [UInt8](arrayLiteral: 0x61, 0xFF, 0xC3).withUnsafeBufferPointer { json.string($0) }
      json.real(.infinity)
      json.object {
        json.key("k")
        json.array {}
        json.key("b")
        json.bool(true)
      }
      json.integer(nil)
    }
    #expect(
      String(decoding: output.takeBytes(), as: UTF8.self)
        == "[\"a\u{FFFD}\u{FFFD}\",null,{\"k\":[],\"b\":true},null]")
  }
}
