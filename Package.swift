// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "dossier",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "dossier", targets: ["dossier"]),
    .library(name: "Ingestion", targets: ["Ingestion"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Only for `dossier serve`: HTTP over loopback.
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    // System libraries: module maps and shims, no logic.
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(
      name: "CStemmer",
      providers: [.apt(["libstemmer-dev"]), .brew(["snowball"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),

    // The C library of the system.
    .target(name: "Platform"),

    // The nouns, which every room speaks.
    .target(name: "Press", plugins: ["Gather"]),

    // The database: Swift wrapper, schema, archive.
    .target(name: "SQLite", dependencies: ["CSQLite"]),
    .target(name: "Migrations", path: "Migrations", plugins: ["Gather"]),
    .target(
      name: "Storage",
      dependencies: ["SQLite", "Migrations", "Platform", "Press", "Tables", "CStemmer"]),

    // Reading: dumps know formats, languages know words, ingestion knows what they say.
    .target(name: "Tables", dependencies: ["CArchive", "Platform"]),
    .target(
      name: "Dumps", dependencies: ["Platform", "Press", "Tables", "CArchive"], plugins: ["Gather"]),
    .target(name: "Languages", dependencies: ["Platform", "Press"], plugins: ["Gather"]),
    .target(name: "Syntax", dependencies: ["Languages", "Press"], plugins: ["Gather"]),
    .target(
      name: "Ingestion", dependencies: ["Platform", "Press", "Dumps", "Languages", "Syntax"],
      plugins: ["Gather"]),

    // PostgreSQL, through libpq, which is opened when it is asked for.
    .target(
      name: "Publish", dependencies: ["Migrations", "Platform", "Press", "SQLite", "Storage"]),

    // The pages: an address and an archive in, HTML out; never a socket.
    .target(
      name: "Desk", dependencies: ["Press", "Storage", "SQLite", "Tables"], plugins: ["Gather"]),

    // The tool.
    .target(name: "CBuild"),
    .executableTarget(
      name: "dossier",
      dependencies: [
        "CBuild", "Desk", "Dumps", "Ingestion", "Migrations", "Platform", "Press", "Publish",
        "SQLite", "Storage", "Tables",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      plugins: ["Gather"]),

    // Measures what is found in annotated articles; not a product.
    .executableTarget(
      name: "gold",
      dependencies: [
        "Ingestion", "Languages", "Press", "Syntax", "Treebanks",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Trains the tagger and the parser; not a product.
    .target(name: "Treebanks", dependencies: ["Languages", "Syntax"]),
    .executableTarget(name: "train", dependencies: ["Languages", "Syntax", "Treebanks"]),

    // Build time: turns data files into Swift.
    .executableTarget(name: "gather-files"),
    .plugin(name: "Gather", capability: .buildTool(), dependencies: ["gather-files"]),

    // What tests and fuzzing hold against every account.
    .target(name: "Checks", dependencies: ["Press"], path: "Tests/Checks"),
    .testTarget(name: "PressTests", dependencies: ["Press"]),
    .testTarget(name: "TablesTests", dependencies: ["Tables"]),
    .testTarget(
      name: "DumpsTests", dependencies: ["CArchive", "Dumps", "Press"], exclude: ["Samples"]),
    .testTarget(name: "SyntaxTests", dependencies: ["Languages", "Syntax", "Treebanks"]),
    .testTarget(
      name: "IngestionTests",
      dependencies: ["Checks", "Ingestion", "Languages", "Press", "Syntax"],
      exclude: ["kinds.txt"]),
    .target(name: "CFaults", dependencies: ["CSQLite"], path: "Tests/CFaults"),
    .testTarget(
      name: "StorageTests",
      dependencies: ["Storage", "CFaults", "Migrations", "Platform", "Press", "SQLite", "Tables"]),
    .testTarget(name: "DeskTests", dependencies: ["Desk", "Press", "Storage", "Tables"]),
    .testTarget(name: "PublishTests", dependencies: ["Publish"]),
    .testTarget(name: "dossierTests", dependencies: ["dossier"]),
  ]
)

// For `make fuzz` only: every room with coverage and an address sanitizer in it, and the program that
// feeds them.
if Context.environment["DOSSIER_FUZZ"] == "1" {
  let sanitized = ["-sanitize=fuzzer,address"]
  let rooms = [
    "Press", "Tables", "Dumps", "Languages", "Syntax", "Ingestion", "SQLite", "Storage", "Checks",
    "Platform",
  ]
  for target in package.targets where rooms.contains(target.name) {
    target.swiftSettings = [.unsafeFlags(sanitized)]
  }
  package.targets += [
    .systemLibrary(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
    .executableTarget(
      name: "fuzz", dependencies: ["CFuzzer"] + rooms.map { .byName(name: $0) },
      path: "Tests/Fuzz/Sources", linkerSettings: [.unsafeFlags(sanitized + ["-use-ld=lld"])]),
  ]
}
