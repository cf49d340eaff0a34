# Sanad. "make help" lists what there is.

GO      ?= go
DATA    ?= data/demo
LISTEN  ?= 127.0.0.1:8080
FUZZ    ?= 2s
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo development)

# Fuzz targets as package:name. Whatever reads strangers' bytes is here.
FUZZED  := claim:FuzzParse claim:FuzzParseEntry claim:FuzzParseKept \
           verify:FuzzSplitBundle verify:FuzzProof verify:FuzzJoinBodies internal/claimlog:FuzzReadWAL internal/reader/form:FuzzRead internal/reader/workbook:FuzzParse internal/reader/iati:FuzzElement internal/reader/iati:FuzzFile internal/meeting:FuzzParse internal/desk:FuzzSheet internal/reader/press:FuzzRead internal/reader/language:FuzzRead \
           internal/reader/ur:FuzzRead internal/reader/zh:FuzzRead \
           internal/resolve:FuzzFoldName internal/resolve/orgname:FuzzParse internal/audit:FuzzText internal/assist:FuzzAnswer \
           internal/source/decode/text:FuzzText internal/source/decode/html:FuzzHTML internal/source/decode/pdf:FuzzLayout internal/source/decode/pdf:FuzzPDF internal/source/decode/docx:FuzzDOCX \
           internal/source/decode/mail:FuzzMail internal/source/decode/feed:FuzzFeed internal/publish/web:FuzzSegments \
           internal/find:FuzzExpression internal/network:FuzzReadCables internal/network:FuzzReadOFDS internal/network:FuzzReadTerrain

export CGO_ENABLED = 0

.PHONY: help demo tools axe packages test build check fuzz bench calibration ranking gallery clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: build ## read the sample announcements into a register and serve it
	@./sanad --data $(DATA) add --keep corpus/pk-cn-2025/*.txt corpus/pk-cn-before/*.txt
	@./sanad --data $(DATA) record --from corpus/pk-cn-2025.record
	@./sanad --data $(DATA) serve --listen $(LISTEN)

# Debian packages that tests and figures use. Elsewhere they are installed by hand.
TOOLS := tesseract-ocr tesseract-ocr-urd tesseract-ocr-chi-sim chromium poppler-utils libxml2-utils fonts-noto-core fonts-noto-cjk

# What pages are held to WCAG with. The test knows the version and the program's hash
# as well, and looks for it in the user's cache directory.
AXE   := 4.14.1
CACHE := $(if $(XDG_CACHE_HOME),$(XDG_CACHE_HOME),$(HOME)/.cache)/sanad

tools: axe ## install what tests use, where it is missing

axe: packages
	@[ -f "$(CACHE)/axe-core-$(AXE)/axe.min.js" ] || { dir=$$(mktemp -d) && npm pack --silent --pack-destination "$$dir" axe-core@$(AXE) >/dev/null \
		&& mkdir -p "$(CACHE)/axe-core-$(AXE)" && tar -xzf "$$dir"/axe-core-$(AXE).tgz -C "$(CACHE)/axe-core-$(AXE)" --strip-components=1 package/axe.min.js package/LICENSE \
		&& rm -r "$$dir"; } || { echo "could not fetch axe-core $(AXE)"; [ "$$CI" != true ]; }

packages:
	@missing=; for tool in $(TOOLS); do dpkg -s $$tool >/dev/null 2>&1 || missing="$$missing $$tool"; done; \
	command -v npm >/dev/null || missing="$$missing npm"; \
	[ -z "$$missing" ] || { command -v apt-get >/dev/null || { echo "install by hand:$$missing"; exit 0; }; \
		sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		$$sudo apt-get update -q && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -q -y --no-install-recommends $$missing; } || \
		{ echo "could not install:$$missing"; exit 1; }

test: tools ## everything that must pass
	$(GO) vet ./...
	$(GO) test -timeout 30m ./...
	@$(MAKE) --no-print-directory fuzz

build: ## one binary, ./sanad
	$(GO) build -trimpath -ldflags '-X main.version=$(VERSION)' -o sanad ./cmd/sanad

# A worker that is cut off when the time is up is reported as a failure with no
# input to show ("context deadline exceeded"): https://go.dev/issue/75804, mended in
# Go 1.27. That one, and no other, is let pass.
fuzz: ## run each fuzz target for some seconds: FUZZ=10s
	@for target in $(FUZZED); do \
		echo "fuzz $$target for $(FUZZ)"; \
		$(GO) test ./$${target%:*} -run '^$$' -fuzz "^$${target#*:}\$$" -fuzztime $(FUZZ) -fuzzminimizetime 10x >fuzz.log 2>&1 \
			|| { grep -q 'context deadline exceeded' fuzz.log && ! grep -qE 'Failing input|seed corpus entry|panic|_test.go:' fuzz.log; } \
			|| { cat fuzz.log; exit 1; }; \
	done; rm -f fuzz.log

check: ## format, lint and known vulnerabilities
	@test -z "$$($(GO) tool gofumpt -l .)" || { $(GO) tool gofumpt -d .; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	@$(GO) tool govulncheck ./... || { status=$$?; [ $$status = 3 ] && exit 3; echo "govulncheck could not reach its database: not checked"; }

bench: ## figures as ratios against a floor measured in the same run
	@$(GO) run ./cmd/sanad-bench

calibration: ## how often the readers are right, by how sure they said they were; GOLD="DIR …" reads annotated announcements of your own, each folder a fold
	@$(GO) test ./internal/reader/language -run Calibration -count=1 -v $(if $(GOLD),-args -gold "$(abspath $(GOLD))")

# Two registers of its own, each with a desk and served on a port of its own while the
# pictures are taken: one with all samples of three languages, one with nothing in it.
gallery: build ## photograph every page, full and empty: 3 widths, 3 languages, light, dark and print, into gallery/
	@[ -d data/gallery ] || { ./sanad --data data/gallery add --keep corpus/pk-cn-2025/*.txt corpus/pk-cn-before/*.txt && ./sanad --data data/gallery record --from corpus/pk-cn-2025.record && ./sanad --data data/gallery add --keep corpus/ur/*.txt corpus/zh/*.txt corpus/others/*.txt; } >/dev/null
	@[ -d data/empty ] || ./sanad --data data/empty add /dev/null >/dev/null 2>&1 || [ -d data/empty ]
	@for kind in gallery empty; do into=gallery; [ $$kind = gallery ] || into=gallery/empty; \
		./sanad --data data/$$kind serve --listen 127.0.0.1:8099 --desk "A. Officer" >/dev/null & served=$$!; \
		$(GO) run ./cmd/sanad-gallery --at http://127.0.0.1:8099 --into $$into; status=$$?; kill $$served; wait $$served; [ $$status = 0 ] || exit $$status; done

clean: ## remove what was built and the demo's register
	rm -rf sanad fuzz.log gallery data/demo data/gallery data/empty
