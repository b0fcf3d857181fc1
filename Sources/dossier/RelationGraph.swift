import Storage
import Tables

/// Relations as a graph: sources are nodes; what one does to another, however often, is an edge.
struct RelationGraph {
  /// One source.
  struct Node {
    var name: String
    var kind: String
    var country: String?
  }

  /// What makes two relations one edge.
  struct Bond: Hashable {
    var subject: Int64
    var object: Int64
    var `class`: String
    var polarity: Int64
    /// True when somebody claims it, false when the articles say it in their own voice.
    var isClaimed: Bool
  }

  /// How often and when.
  struct Edge {
    var bond: Bond
    var weight = 0
    var first: String?
    var last: String?
  }

  /// Columns of `relation_details` that a graph is made from.
  static let columns = [
    "subject_id", "subject", "subject_kind", "subject_country", "object_id", "object",
    "object_kind", "object_country", "class", "polarity", "asserted_by_id", "published",
  ]

  /// Sources by row.
  private(set) var nodes: [Int64: Node] = [:]
  /// Edges in the order in which they were first met.
  private(set) var edges: [Edge] = []

  /// Gathers rows with the columns above.
  init(_ rows: Rows) throws {
    var places: [Bond: Int] = [:]
    while try rows.next() {
      for first in [0, 4] {
        nodes[rows.integer(first)] = Node(
          name: rows.text(first + 1) ?? "", kind: rows.text(first + 2) ?? "",
          country: rows.text(first + 3))
      }
      let bond = Bond(
        subject: rows.integer(0), object: rows.integer(4), class: rows.text(8) ?? "",
        polarity: rows.integer(9), isClaimed: rows.text(10) != nil)
      let place = places[bond] ?? edges.count
      if place == edges.count {
        places[bond] = place
        edges.append(Edge(bond: bond))
      }
      edges[place].weight += 1
      guard let date = rows.text(11) else { continue }
      edges[place].first = min(edges[place].first ?? date, date)
      edges[place].last = max(edges[place].last ?? date, date)
    }
  }
}

/// The forms of graph files.
///
/// - Source: https://gexf.net/1.3/ and http://graphml.graphdrawing.org/.
enum GraphForm: String {
  case gexf, graphml

  /// The form that a file's ending names; nil for any other.
  init?(of file: String) {
    guard let dot = file.lastIndex(of: ".") else { return nil }
    self.init(rawValue: file[dot...].dropFirst().lowercased())
  }

  /// Writes the whole graph.
  func write(_ graph: RelationGraph, to output: Output) {
    output.text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    let nodes = graph.nodes.sorted { $0.key < $1.key }
    switch self {
    case .gexf: writeGEXF(nodes, graph.edges, output)
    case .graphml: writeGraphML(nodes, graph.edges, output)
    }
  }

  private typealias Nodes = [(key: Int64, value: RelationGraph.Node)]

  /// What is told of an edge beside its weight, with its type.
  private static let edgeColumns = [
    ("class", "string"), ("polarity", "integer"), ("asserted", "boolean"), ("first", "string"),
    ("last", "string"),
  ]

  private func values(_ edge: RelationGraph.Edge) -> [String?] {
    [
      edge.bond.class, "\(edge.bond.polarity)", "\(edge.bond.isClaimed)", edge.first, edge.last,
    ]
  }

  private func writeGEXF(_ nodes: Nodes, _ edges: [RelationGraph.Edge], _ output: Output) {
    output.text("<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n")
    output.text("<graph defaultedgetype=\"directed\">\n<attributes class=\"node\">\n")
    output.text("<attribute id=\"kind\" title=\"kind\" type=\"string\"/>\n")
    output.text("<attribute id=\"country\" title=\"country\" type=\"string\"/>\n</attributes>\n")
    output.text("<attributes class=\"edge\">\n")
    for (name, type) in Self.edgeColumns {
      output.text("<attribute id=\"\(name)\" title=\"\(name)\" type=\"\(type)\"/>\n")
    }
    output.text("</attributes>\n<nodes>\n")
    for (id, node) in nodes {
      output.text("<node id=\"\(id)\" label=\"\(XML.escaped(node.name))\"><attvalues>")
      output.text("<attvalue for=\"kind\" value=\"\(XML.escaped(node.kind))\"/>")
      if let country = node.country {
        output.text("<attvalue for=\"country\" value=\"\(XML.escaped(country))\"/>")
      }
      output.text("</attvalues></node>\n")
    }
    output.text("</nodes>\n<edges>\n")
    for (i, edge) in edges.enumerated() {
      let bond = edge.bond
      output.text("<edge id=\"\(i)\" source=\"\(bond.subject)\" target=\"\(bond.object)\"")
      output.text(" kind=\"\(bond.class)\" label=\"\(bond.class)\" weight=\"\(edge.weight)\">")
      output.text("<attvalues>")
      for ((name, _), value) in zip(Self.edgeColumns, values(edge)) {
        guard let value else { continue }
        output.text("<attvalue for=\"\(name)\" value=\"\(XML.escaped(value))\"/>")
      }
      output.text("</attvalues></edge>\n")
    }
    output.text("</edges>\n</graph>\n</gexf>\n")
  }

  private func writeGraphML(_ nodes: Nodes, _ edges: [RelationGraph.Edge], _ output: Output) {
    output.text("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n")
    for name in ["name", "kind", "country"] {
      output.text(
        "<key id=\"\(name)\" for=\"node\" attr.name=\"\(name)\" attr.type=\"string\"/>\n")
    }
    output.text("<key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"int\"/>\n")
    for (name, type) in Self.edgeColumns {
      let type = type == "integer" ? "int" : type
      output.text(
        "<key id=\"\(name)\" for=\"edge\" attr.name=\"\(name)\" attr.type=\"\(type)\"/>\n")
    }
    output.text("<graph edgedefault=\"directed\">\n")
    for (id, node) in nodes {
      output.text("<node id=\"n\(id)\"><data key=\"name\">\(XML.escaped(node.name))</data>")
      output.text("<data key=\"kind\">\(XML.escaped(node.kind))</data>")
      if let country = node.country {
        output.text("<data key=\"country\">\(XML.escaped(country))</data>")
      }
      output.text("</node>\n")
    }
    for edge in edges {
      output.text("<edge source=\"n\(edge.bond.subject)\" target=\"n\(edge.bond.object)\">")
      output.text("<data key=\"weight\">\(edge.weight)</data>")
      for ((name, _), value) in zip(Self.edgeColumns, values(edge)) {
        guard let value else { continue }
        output.text("<data key=\"\(name)\">\(XML.escaped(value))</data>")
      }
      output.text("</edge>\n")
    }
    output.text("</graph>\n</graphml>\n")
  }
}
