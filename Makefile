# Everything on a fresh machine with Python 3.11 or later: `make demo`, `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := samples/news

.PHONY: help demo test check lint types layers gate docs catalogues golden screenshots clean

help: ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Synoptic needs Python 3.11 or later; name one with make PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.developing: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

demo: $(VENV)/.installed ## compare the sample events, in the terminal and as dossier.html
	$(BIN)/synoptic compare $(SAMPLE)
	@$(BIN)/synoptic compare $(SAMPLE) --quiet --format html --output dossier.html
	@echo "The dossier is in $(CURDIR)/dossier.html: open it in any browser."

test: $(VENV)/.developing ## run all tests
	$(BIN)/python -m pytest

check: lint types layers test gate docs ## all that must hold before a change lands

lint: $(VENV)/.developing ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.developing ## types, strictly
	$(BIN)/mypy

layers: $(VENV)/.developing ## imports run down only
	$(BIN)/lint-imports --no-cache

gate: $(VENV)/.developing ## quality on planted stories stays above its floors
	$(BIN)/python benchmarks/gate.py

docs: $(VENV)/.developing ## the parts of the docs that are built from code are up to date
	$(BIN)/python docs/build.py --check

catalogues: $(VENV)/.developing ## new words of the interface go into the catalogue of every language
	$(BIN)/python docs/catalogues.py

golden: $(VENV)/.developing ## write the golden dossiers anew; read their diff (ANEW=--anew compares the sample first)
	$(BIN)/python tests/golden/golden.py $(ANEW)

screenshots: $(VENV)/.developing ## take the screenshots of the docs in Chromium
	$(BIN)/python docs/screenshots.py

clean: ## forget what was installed and built
	rm -rf $(VENV) dossier.html .pytest_cache .mypy_cache .ruff_cache .hypothesis
