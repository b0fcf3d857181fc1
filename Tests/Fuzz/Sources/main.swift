import CFuzzer
import Platform

// `fuzz dumps|archives|texts|questions [options and folders of libFuzzer]`: hands inputs to one part of
// the program until one of them crashes, hangs, or breaks a promise. See `make fuzz`.
guard CommandLine.argc > 1, let part = Part(rawValue: CommandLine.arguments[1]) else {
  let names = Part.allCases.map(\.rawValue).joined(separator: "|")
  print("usage: fuzz \(names) [options of libFuzzer] [folders of inputs]")
  exit(2)
}
Part.chosen = part
// The name of the part is ours; libFuzzer takes the rest.
var count = CommandLine.argc - 1
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
arguments?[0] = CommandLine.unsafeArgv[0]
exit(LLVMFuzzerRunDriver(&count, &arguments, LLVMFuzzerTestOneInput))
