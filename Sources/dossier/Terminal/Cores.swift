import Platform

/// The cores of the machine.
enum Cores {
  /// How many there are, at least 1.
  static var count: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
