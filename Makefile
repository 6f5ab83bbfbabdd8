# Two commands do all set-up: `make demo` shows the program on the sample photos, `make test` installs the rest and runs every test.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# How the tests are run without any network, as nothing of cardscan needs one: as root, as oneself, or (not allowed) not at all.
OFFLINE := $(shell for way in "unshare -n" "unshare -cn"; do $$way true 2>/dev/null && echo "$$way" && break; done)
APT_PACKAGES := tesseract-ocr tesseract-ocr-jpn tesseract-ocr-jpn-vert libheif-examples strace fonts-aoyagi-kouzan-t fonts-bebas-neue fonts-comfortaa fonts-crosextra-caladea fonts-crosextra-carlito fonts-dancingscript fonts-ebgaramond fonts-gfs-didot fonts-inter fonts-ipaexfont-gothic fonts-ipaexfont-mincho fonts-ipafont-gothic fonts-ipafont-mincho fonts-ipamj-mincho fonts-kaushanscript fonts-klee fonts-kouzan-mouhitsu fonts-lato fonts-league-spartan fonts-liberation fonts-lobstertwo fonts-manrope fonts-migmix fonts-morisawa-bizud-gothic fonts-morisawa-bizud-mincho fonts-motoya-l-cedar fonts-motoya-l-maruberi fonts-mplus fonts-noto-cjk fonts-open-sans fonts-quicksand fonts-reggae fonts-roboto-slab fonts-roboto-unhinted fonts-rocknroll fonts-sawarabi-gothic fonts-sawarabi-mincho fonts-stick fonts-urw-base35 fonts-vlgothic fonts-vollkorn fonts-yanone-kaffeesatz fonts-yusei-magic

.PHONY: demo test torture fuzz bench samples lint format clean

demo: $(VENV)/.installed
	@$(BIN)/python samples/demo.py

test: $(VENV)/.installed-dev tesseract lint
	$(OFFLINE) $(BIN)/python -m pytest -n 2 --dist loadfile

torture: $(VENV)/.installed-dev tesseract
	CARDSCAN_TORTURE=full $(BIN)/python -m pytest tests/torture tests/hostile
	$(MAKE) fuzz

# Every parser under a fuzzer, FUZZ_SECONDS each; what fails is kept in tests/fuzz/found.
FUZZ_SECONDS ?= 60
fuzz: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[fuzz]'
	$(OFFLINE) $(BIN)/python -m tests.fuzz --seconds $(FUZZ_SECONDS)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.installed-dev tesseract samples
	$(BIN)/python -m tests.benchmarks.bench
	$(BIN)/python -m tests.benchmarks.identity

samples: samples/generated/truth.json

samples/generated/truth.json: $(VENV)/.installed-dev
	$(BIN)/python -m samples.make_samples --out samples/generated

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: tesseract
tesseract:
	@if dpkg -s $(APT_PACKAGES) >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $(APT_PACKAGES); \
	else \
		echo "Tesseract with its Japanese data, strace and the typefaces of the samples are needed. Debian and Ubuntu: sudo apt install $(APT_PACKAGES)"; exit 1; \
	fi

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) build dist samples/generated .mypy_cache .ruff_cache .pytest_cache
