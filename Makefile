# make demo    sets everything up and shows what Dossier does
# make test    builds and runs all tests
# make check   what has to hold before a change goes in
# make speed   how fast each format of dumps is decoded, with floors
# make bench   the same, and speed against a plain importer in C, when its sources are present
# make fuzz    breaks dumps and articles for ten minutes each and reads them
# make docs    writes docs/COMMANDS.md and what README.md shows from what the program prints
# make gold    how much is found in annotated articles

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

EXAMPLES ?= Examples
FUZZ_SECONDS ?= 600
BENCH ?= ../shared/bench
BENCH_DIR ?= .build-bench
BENCH_ROUNDS ?= 5
BENCH_SIZES ?= 10000,100000
DOSSIER := .build/release/dossier
SWIFT_SOURCES := Sources Tests Migrations Plugins Package.swift

# One binary that needs no Swift on the machine where it runs; macOS has Swift in the system.
STATIC := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)

.PHONY: help libraries release demo test lint format check bench speed fuzz gold docs install

help:
	@grep -E '^# make' Makefile | cut -c3-

libraries:
	@Tools/libraries

release: libraries
	swift build -c release --product dossier $(STATIC)

demo: release
	@Tools/demo $(DOSSIER) $(EXAMPLES)

test: libraries
	swift build --build-tests
	swift test --skip-build

lint:
	swift format lint --strict --recursive --parallel $(SWIFT_SOURCES)

format:
	swift format --in-place --recursive --parallel $(SWIFT_SOURCES)

check: lint test gold

bench: release speed
	@if [ -x "$(BENCH)/setup.sh" ]; then Tools/bench "$(BENCH)" "$(BENCH_DIR)" "$(BENCH_SIZES)" \
	  "$(BENCH_ROUNDS)" "$(DOSSIER)"; \
	else echo "make bench: no bench at $(BENCH); name one with BENCH=folder"; fi

# In release: ten times the rounds. Only tests see what is not public.
fuzz: libraries
	DOSSIER_FUZZ_SECONDS=$(FUZZ_SECONDS) swift test -c release -Xswiftc -enable-testing \
	  --scratch-path .build-fuzz --filter 'Broken (dumps|texts)'

speed: libraries
	DOSSIER_SPEED=$${DOSSIER_SPEED:-all} swift test -c release -Xswiftc -enable-testing \
	  --scratch-path .build-fuzz --filter 'Speed of decoding'

gold: libraries
	swift run -c release gold score --check

docs: release
	@mkdir -p docs
	Tools/commands $(DOSSIER) > docs/COMMANDS.md
	Tools/readme $(DOSSIER)

install: release
	install -d "$(DESTDIR)$(or $(PREFIX),/usr/local)/bin"
	install -m 755 $(DOSSIER) "$(DESTDIR)$(or $(PREFIX),/usr/local)/bin/dossier"
