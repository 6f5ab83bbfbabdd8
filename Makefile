# Two commands do all set-up: `make demo` shows the program on the sample photos, `make test` installs the rest and runs every test.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
APT_PACKAGES := tesseract-ocr tesseract-ocr-jpn tesseract-ocr-jpn-vert

.PHONY: demo test bench samples lint format clean

demo: $(VENV)/.installed
	@$(BIN)/python samples/demo.py

test: $(VENV)/.installed-dev tesseract lint
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.installed-dev tesseract samples
	$(BIN)/python -m tests.benchmarks.bench

samples: samples/generated/truth.json

samples/generated/truth.json: $(VENV)/.installed-dev
	$(BIN)/python -m samples.make_samples --out samples/generated

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: tesseract
tesseract:
	@if tesseract --list-langs 2>/dev/null | grep -qx jpn_vert; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $(APT_PACKAGES); \
	else \
		echo "Tesseract with jpn and jpn_vert is needed by the tests. Debian and Ubuntu: sudo apt install $(APT_PACKAGES)"; exit 1; \
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
