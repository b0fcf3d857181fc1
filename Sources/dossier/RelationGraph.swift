import Press
import Storage
import Tables

/// Relations as a graph: sources are nodes; what one does to another, however often, is an edge.
struct RelationGraph {
  /// One source.
  struct Node {
    var key: String
    var name: String
    var kind: String
    var country: String?
    /// In how many relations it is.
    var relations = 0
  }

  /// What makes two relations one edge.
  struct Bond: Hashable {
    var subject: Int64
    var object: Int64
    var `class`: String
    var polarity: Int64
    /// actual, future, possible or wanted.
    var modality: String
    /// True when somebody claims it, false when the articles say it in their own voice.
    var isClaimed: Bool
  }

  /// How often and when.
  struct Edge {
    var bond: Bond
    var weight = 0
    var first: String?
    var last: String?
    var isSymmetric = false
  }

  /// Columns of `relation_details` that a graph is made from.
  static let columns = [
    "subject_id", "subject", "subject_kind", "subject_country", "object_id", "object",
    "object_kind", "object_country", "class", "polarity", "asserted_by_id", "published",
    "modality", "subject_key", "object_key",
  ]

  /// Sources by row.
  private(set) var nodes: [Int64: Node] = [:]
  /// Edges in the order in which they were first met.
  private(set) var edges: [Edge] = []

  /// Relations of a source with itself, which are left out.
  private(set) var loops = 0
  /// What was asked, for the file.
  let description: String

  /// Gathers rows with the columns above.
  init(_ rows: Rows, description: String) throws {
    self.description = description
    let symmetric = Set(RelationClass.allCases.filter(\.isSymmetric).map(\.rawValue))
    var places: [Bond: Int] = [:]
    while try rows.next() {
      if rows.integer(0) == rows.integer(4) {
        loops += 1
        continue
      }
      for (first, key) in [(0, 13), (4, 14)] {
        let id = rows.integer(first)
        let relations = nodes[id]?.relations ?? 0
        nodes[id] = Node(
          key: rows.text(key) ?? "", name: rows.text(first + 1) ?? "",
          kind: rows.text(first + 2) ?? "", country: rows.text(first + 3),
          relations: relations + 1)
      }
      var bond = Bond(
        subject: rows.integer(0), object: rows.integer(4), class: rows.text(8) ?? "",
        polarity: rows.integer(9), modality: rows.text(12) ?? "",
        isClaimed: rows.text(10) != nil)
      let isSymmetric = symmetric.contains(bond.class)
      // What one does to the other, the other does to the one: one edge without direction.
      if isSymmetric, bond.subject > bond.object { swap(&bond.subject, &bond.object) }
      let place = places[bond] ?? edges.count
      if place == edges.count {
        places[bond] = place
        edges.append(Edge(bond: bond, isSymmetric: isSymmetric))
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
    case .gexf: writeGEXF(graph, nodes, output)
    case .graphml: writeGraphML(nodes, graph.edges, output)
    }
  }

  private typealias Nodes = [(key: Int64, value: RelationGraph.Node)]

  /// What is told of an edge beside its weight, with its type.
  private static let edgeColumns = [
    ("class", "string"), ("polarity", "integer"), ("modality", "string"),
    ("asserted", "boolean"), ("directed", "boolean"), ("first", "string"),
    ("last", "string"),
  ]

  private func values(_ edge: RelationGraph.Edge) -> [String?] {
    [
      edge.bond.class, "\(edge.bond.polarity)", edge.bond.modality, "\(edge.bond.isClaimed)",
      "\(!edge.isSymmetric)", edge.first, edge.last,
    ]
  }

  /// What is told of a node, with its type.
  private static let nodeColumns = [
    ("key", "string"), ("kind", "string"), ("country", "string"), ("relations", "integer"),
  ]

  private func values(_ node: RelationGraph.Node) -> [String?] {
    [node.key, node.kind, node.country, "\(node.relations)"]
  }

  private func writeGEXF(_ graph: RelationGraph, _ nodes: Nodes, _ output: Output) {
    output.text("<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n")
    output.text("<meta lastmodifieddate=\"\(Clock.now().prefix(10))\">")
    output.text("<creator>dossier \(Dossier.version)</creator>")
    output.text("<description>\(XML.escaped(graph.description))</description></meta>\n")
    output.text("<graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\">\n")
    writeAttributes("node", Self.nodeColumns, output)
    writeAttributes("edge", Self.edgeColumns, output)
    output.text("<nodes>\n")
    for (id, node) in nodes {
      output.text("<node id=\"\(id)\" label=\"\(XML.escaped(node.name))\">")
      writeValues(Self.nodeColumns, values(node), output)
      output.text("</node>\n")
    }
    output.text("</nodes>\n<edges>\n")
    for (i, edge) in graph.edges.enumerated() {
      let bond = edge.bond
      output.text("<edge id=\"\(i)\" source=\"\(bond.subject)\" target=\"\(bond.object)\"")
      output.text(" type=\"\(edge.isSymmetric ? "undirected" : "directed")\"")
      output.text(" kind=\"\(bond.class)\" label=\"\(bond.class)\" weight=\"\(edge.weight)\"")
      if let first = edge.first { output.text(" start=\"\(Self.day(first, isLast: false))\"") }
      if let last = edge.last { output.text(" end=\"\(Self.day(last, isLast: true))\"") }
      output.text(">")
      writeValues(Self.edgeColumns, values(edge), output)
      output.text("</edge>\n")
    }
    output.text("</edges>\n</graph>\n</gexf>\n")
  }

  /// The first or last day of a date as it was printed: a year or a month has many.
  private static func day(_ date: String, isLast: Bool) -> String {
    switch date.utf8.count {
    case 4: date + (isLast ? "-12-31" : "-01-01")
    case 7: date + (isLast ? "-" + lastDay(of: date) : "-01")
    default: String(date.prefix(10))
    }
  }

  private static func lastDay(of month: String) -> String {
    for day in ["31", "30", "29"] where Question.isDate("\(month)-\(day)") { return day }
    return "28"
  }

  private func writeAttributes(_ kind: String, _ columns: [(String, String)], _ output: Output) {
    output.text("<attributes class=\"\(kind)\">\n")
    for (name, type) in columns {
      output.text("<attribute id=\"\(name)\" title=\"\(name)\" type=\"\(type)\"/>\n")
    }
    output.text("</attributes>\n")
  }

  private func writeValues(
    _ columns: [(String, String)], _ values: [String?], _ output: Output
  ) {
    output.text("<attvalues>")
    for ((name, _), value) in zip(columns, values) {
      guard let value else { continue }
      output.text("<attvalue for=\"\(name)\" value=\"\(XML.escaped(value))\"/>")
    }
    output.text("</attvalues>")
  }

  private func writeGraphML(_ nodes: Nodes, _ edges: [RelationGraph.Edge], _ output: Output) {
    output.text("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n")
    for (name, type) in [("name", "string")] + Self.nodeColumns {
      let type = type == "integer" ? "int" : type
      output.text(
        "<key id=\"n_\(name)\" for=\"node\" attr.name=\"\(name)\" attr.type=\"\(type)\"/>\n")
    }
    output.text("<key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"int\"/>\n")
    for (name, type) in Self.edgeColumns {
      let type = type == "integer" ? "int" : type
      output.text(
        "<key id=\"\(name)\" for=\"edge\" attr.name=\"\(name)\" attr.type=\"\(type)\"/>\n")
    }
    output.text("<graph edgedefault=\"directed\">\n")
    for (id, node) in nodes {
      output.text("<node id=\"n\(id)\"><data key=\"n_name\">\(XML.escaped(node.name))</data>")
      for ((name, _), value) in zip(Self.nodeColumns, values(node)) {
        guard let value else { continue }
        output.text("<data key=\"n_\(name)\">\(XML.escaped(value))</data>")
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
