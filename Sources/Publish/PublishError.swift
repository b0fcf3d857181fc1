/// Why an archive could not be published. No message contains a password.
package enum PublishError: Error, Equatable, CustomStringConvertible {
  /// libpq is not there, or not the one that was asked for.
  case noLibrary(String?)
  /// The address is none of a PostgreSQL database.
  case address(String)
  /// Nobody answers at the address, or nobody is let in.
  case connection(address: String, problem: String)
  /// The server is too old, or the database has another encoding.
  case unfit(address: String, problem: String)
  /// A statement failed; `state` is the SQLSTATE.
  case failed(address: String, state: String, problem: String)
  /// The schema was made by another version of the program.
  case schema(address: String, name: String, made: String)
  /// The schema contains another archive, or a newer state of this one.
  case otherArchive(address: String, name: String)
  /// Somebody else publishes into the schema.
  case busy(address: String, name: String)
  /// Somebody asked to stop.
  case stopped

  /// Where it happened, what is wrong and what to do.
  package var description: String {
    switch self {
    case .noLibrary(let name):
      "PostgreSQL's client library\(name.map { " (\($0))" } ?? "") is not on this machine; install it: "
        + "apt-get install libpq5, dnf install libpq, or brew install libpq"
    case .address(let address):
      "«\(address)» is no address of a database; it looks like postgresql://user@host:5432/database"
    case .connection(let address, let problem):
      "\(address): cannot be reached: \(problem); "
        + (problem.contains("does not exist")
          ? "make it first, with createdb or createuser"
          : problem.contains("password") || problem.contains("authentication")
            ? "the password comes from ~/.pgpass or $PGPASSWORD"
            : "look whether the server runs there and lets you in (pg_hba.conf)")
    case .unfit(let address, let problem): "\(address): \(problem)"
    case .failed(let address, let state, let problem):
      "\(address): \(problem) (SQLSTATE \(state))\(Self.advice(state))"
    case .schema(let address, let name, let made):
      "\(address): the schema «\(name)» was made by \(made) and has other tables than this dossier "
        + "makes; publish into another one with --schema, or recreate it with --replace"
    case .otherArchive(let address, let name):
      "\(address): the schema «\(name)» contains another archive, or a later state of this one; publish into "
        + "another one with --schema, or recreate it with --replace"
    case .busy(let address, let name):
      "\(address): somebody else publishes into the schema «\(name)»; wait for the end"
    case .stopped: "stopped; what is committed stays, the same command continues from there"
    }
  }

  private static func advice(_ state: String) -> String {
    switch state {
    case "42501": "; grant the right, e.g. GRANT CREATE ON DATABASE … TO …"
    case "42704": "; make the role first: CREATE ROLE … NOLOGIN"
    case "53100": "; the server's disk is full, free some space and run it again"
    case let code where code.hasPrefix("08") || code.hasPrefix("57"):
      "; what is committed stays, run it again"
    default: "; nothing of this batch was kept"
    }
  }
}
