#pragma once
#include <stddef.h>
#include <stdint.h>

/// libFuzzer's own loop: it changes inputs as coverage suggests and hands them to `one`.
/// Source: https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*one)(const uint8_t *data, size_t size));

/// Takes one input; defined in Part.swift.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
