# make demo    sets everything up and shows what Dossier does
# make test    builds and runs all tests
# make check   what has to hold before a change goes in
# make speed   how fast each format of dumps is decoded, with floors
# make bench   the same, and speed against a plain importer in C, when its sources are present
# make desk    looks at every page of «dossier serve» through Chromium
# make fuzz    feeds dumps, archives, texts and questions, guided by coverage (SECONDS=600 each)
# make docs    writes docs/ and what README.md shows from what the program prints
# make install the program, manual pages and completions, into /usr/local (PREFIX=…, DESTDIR=…)
# make deb     a Debian package;  make wheel  a Python wheel that carries the program
# make gold    how much is found in annotated articles
# make train   trains the tagger and the parser of each language from treebanks

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

EXAMPLES ?= Examples
BENCH ?= ../shared/bench
TREEBANKS ?= ../shared/treebanks
BENCH_DIR ?= .build-bench
BENCH_ROUNDS ?= 5
BENCH_SIZES ?= 10000,100000
DOSSIER := .build/release/dossier
MANUAL := .build/manual
PACKAGES ?= .build/packages
INTO = $(DESTDIR)$(or $(PREFIX),/usr/local)
SWIFT_SOURCES := Sources Tests Migrations Plugins Package.swift

# One binary that needs no Swift on the machine where it runs; macOS has Swift in the system.
STATIC := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)

# Named by dossier --version; a tree with changes of its own ends in «+».
COMMIT_FILE := Sources/CBuild/commit.h
COMMIT := $(shell commit=$$(git rev-parse --short HEAD 2>/dev/null) && \
  { git diff --quiet HEAD && echo $$commit || echo $$commit+; })

.PHONY: desk help libraries release demo test lint format check bench speed fuzz gold train docs manual install deb wheel

help:
	@grep -E '^# make' Makefile | cut -c3-

libraries:
	@Tools/libraries

release: libraries
	@echo '#define DOSSIER_COMMIT "$(COMMIT)"' | cmp -s - $(COMMIT_FILE) || \
	  echo '#define DOSSIER_COMMIT "$(COMMIT)"' >$(COMMIT_FILE)
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

fuzz: libraries
	Tools/fuzz $(or $(SECONDS),600) $(PARTS)

desk: libraries
	swift build --product dossier
	Tools/browser-tests .build/debug/dossier

speed: libraries
	DOSSIER_SPEED=$${DOSSIER_SPEED:-all} swift test -c release -Xswiftc -enable-testing \
	  --scratch-path .build-fuzz --filter 'Speed of decoding'

gold: libraries
	swift run -c release gold score --check

# The same treebanks give the same bytes.
train: libraries
	swift run -c release train $(TREEBANKS) Sources/Languages

docs: release
	@mkdir -p docs
	Tools/commands $(DOSSIER) > docs/COMMANDS.md
	$(DOSSIER) codebook > docs/CODEBOOK.md
	$(DOSSIER) codebook --format json-schema > docs/extract.schema.json
	swift run -c release gold rules > docs/RULES.md
	Tools/readme $(DOSSIER)

manual: release
	@Tools/manual $(DOSSIER) $(MANUAL)

install: manual
	install -d "$(INTO)/bin" "$(INTO)/share/man/man1" "$(INTO)/share/doc/dossier/licenses"
	install -m 644 LICENSE NOTICE "$(INTO)/share/doc/dossier"
	install -m 644 licenses/*.txt "$(INTO)/share/doc/dossier/licenses"
	install -m 755 $(DOSSIER) "$(INTO)/bin/dossier"
	@if [ "$$(uname -s)" = Linux ] && command -v strip >/dev/null; then strip "$(INTO)/bin/dossier"; fi
	install -m 644 $(MANUAL)/*.1 "$(INTO)/share/man/man1"
	install -d "$(INTO)/share/bash-completion/completions" "$(INTO)/share/zsh/site-functions" \
	  "$(INTO)/share/fish/vendor_completions.d"
	$(DOSSIER) --generate-completion-script bash >"$(INTO)/share/bash-completion/completions/dossier"
	$(DOSSIER) --generate-completion-script zsh >"$(INTO)/share/zsh/site-functions/_dossier"
	$(DOSSIER) --generate-completion-script fish >"$(INTO)/share/fish/vendor_completions.d/dossier.fish"

deb:
	rm -rf .build/deb
	$(MAKE) install DESTDIR=.build/deb PREFIX=/usr
	Tools/deb .build/deb $(PACKAGES)

wheel: release
	Tools/wheel $(DOSSIER) $(PACKAGES)
