# The commands of the project. `make demo` and `make test` work in a fresh clone on Debian 12 with Swift 6.3.

# What building and rendering need, then what the tests and the benchmarks need besides.
PACKAGES := pkg-config libavformat-dev libavcodec-dev libavfilter-dev libavutil-dev libswresample-dev \
	libpng-dev libjpeg62-turbo-dev libturbojpeg0-dev libwebp-dev liblcms2-dev libisal-dev \
	libpango1.0-dev libcairo2-dev libharfbuzz-dev libfreetype-dev libfontconfig-dev libfribidi-dev
TEST_PACKAGES := ffmpeg libopenh264-dev python3 python3-jsonschema chromium
BENCH_PACKAGES := ffmpeg libyuv-dev libpixman-1-dev libswscale-dev libzimg-dev python3-venv fonts-dejavu-core
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
WORKPRINT := .build/release/workprint
# A module may import only what Package.swift says that it depends on.
STRICT := --explicit-target-dependency-import-check error
OUT := out
SOURCES := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources/KernelBenchmarks

.PHONY: help setup setup-test setup-bench build demo test corpus bench arm64 docs lint format record codes clean

help:
	@echo "make demo    render the demo draft and say where the MP4 is"
	@echo "make test    build, run every test and the linter"
	@echo "make corpus  make good and bad exports of real drafts and hold verify to its verdicts (takes an hour)"
	@echo "make arm64   check that the kernels compute the same on arm64 (under qemu)"
	@echo "make build   build the program: $(WORKPRINT)"
	@echo "make bench   time the pixel kernels, then whole drafts beside other programs"
	@echo "make docs    build the documentation of the library"
	@echo "make lint    check the format of the sources"
	@echo "make format  bring the sources into format"
	@echo "make record  write Fixtures/Expected anew (look at the difference before you commit it)"
	@echo "make codes   write docs/codes.md and docs/keys.md from the registry of codes and the reader's tables"
	@echo "make clean   remove what was built"

# Installs only what dpkg does not know as installed, so it costs nothing the second time and needs no network then.
define install
@missing=""; for p in $(1); do \
  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q "ok installed" || missing="$$missing $$p"; done; \
if [ -n "$$missing" ]; then echo "installing:$$missing"; \
  $(AS_ROOT) apt-get update -qq && \
  DEBIAN_FRONTEND=noninteractive $(AS_ROOT) apt-get install -y -qq --no-install-recommends $$missing >/dev/null; fi
endef

setup:
	$(call install,$(PACKAGES))

setup-test: setup
	$(call install,$(TEST_PACKAGES))

setup-bench: setup
	$(call install,$(BENCH_PACKAGES))

# With Swift's libraries inside, the program starts in a third of the time.
build: setup
	swift build -c release --product workprint --static-swift-stdlib $(STRICT)

demo: build
	@mkdir -p $(OUT)
	$(WORKPRINT) render Fixtures/Drafts/morning-brew.json -o $(OUT)/morning-brew.mp4
	@$(WORKPRINT) sheet Fixtures/Drafts/morning-brew.json -o $(OUT)/morning-brew-sheet.png
	@echo "The film:          $(CURDIR)/$(OUT)/morning-brew.mp4"
	@echo "Its contact sheet: $(CURDIR)/$(OUT)/morning-brew-sheet.png"

test: setup-test lint
	swift build -c release --build-tests $(STRICT)
	swift test -c release --skip-build

# COMPARE="--runs 1 --scenarios S1" and the like go to Benchmarks/compare.
bench: setup-bench build
	swift build -c release --package-path Benchmarks
	Benchmarks/.build/release/kernel-benchmarks
	Benchmarks/compare $(COMPARE)

# CORPUS="--drafts morning-brew --cases clip-late" and the like go to Tests/VerificationCorpus/corpus make.
corpus: setup-test build
	WORKPRINT=$(CURDIR)/$(WORKPRINT) Tests/VerificationCorpus/corpus make $(OUT)/corpus $(CORPUS)
	WORKPRINT=$(CURDIR)/$(WORKPRINT) Tests/VerificationCorpus/corpus run $(OUT)/corpus

arm64:
	Tests/arm64/check

# The library's documentation; a warning fails.
docs: setup
	@mkdir -p $(OUT)
	WORKPRINT_DOCS=1 swift package --allow-writing-to-directory $(OUT)/docs generate-documentation \
	  --target WorkprintKit --output-path $(OUT)/docs --warnings-as-errors
	@echo "The documentation: $(CURDIR)/$(OUT)/docs"

lint:
	swift format lint --strict --recursive --parallel $(SOURCES)

format:
	swift format --in-place --recursive --parallel $(SOURCES)

# Recording counts as a failure, so that nobody takes it for a test that passed.
record: setup-test build
	-RECORD_FIXTURES=1 swift test -c release --filter GoldenFrames
	RECORD_FIXTURES=1 swift test -c release --skip-build --filter "EngineRevision|Architecture"

codes: build
	$(WORKPRINT) explain --markdown > docs/codes.md
	$(WORKPRINT) schema --keys > docs/keys.md

clean:
	rm -rf .build Benchmarks/.build $(OUT)
