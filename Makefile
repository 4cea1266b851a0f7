# Two commands do everything: `make demo` and `make test`. Each sets up what it needs.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
SPANISH := tesseract-ocr-spa
SERVERS := dovecot-imapd postgresql clamav-daemon chromium $(SPANISH)
INSTALL := pip install --quiet --disable-pip-version-check

# Debian's packages $(1) that are missing; $(2) says what follows where nobody here may install them.
define debian
	@missing=""; for package in $(1); do dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ]; then run=""; elif sudo -n true 2>/dev/null; then run="sudo"; else run="none"; fi; \
	  if [ "$$run" = none ]; then echo "not installed (needs root):$$missing; $(2)"; \
	  else $$run apt-get update -qq && $$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; fi; \
	fi
endef

.PHONY: help demo ocr signatures test lint types imports bench bench-documents screenshots lock servers clean

help: ## What can be done here
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m $(INSTALL) --require-hashes -r requirements.lock
	$(BIN)/python -m $(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m $(INSTALL) --require-hashes -r requirements-dev.lock
	$(BIN)/python -m $(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@ $(RUNTIME)

demo: $(RUNTIME) ## Four stories on an embedded mailbox, about a minute
	@$(BIN)/python -m bot demo

ocr: $(RUNTIME) ## What reads scans
	$(BIN)/python -m $(INSTALL) --require-hashes -r requirements-ocr.lock
	$(call debian,$(SPANISH),scans are read by the slower engine)

signatures: $(RUNTIME) ## What verifies digital signatures on PDFs
	$(BIN)/python -m $(INSTALL) --require-hashes -r requirements-signatures.lock

servers: # Debian's packages for the tests
	$(call debian,$(SERVERS),the tests that need them say so and are skipped)

test: $(DEV) servers lint types imports ## Lint, types, import contracts, and all tests on real servers
	$(BIN)/python -m pytest -n 3 --dist loadgroup

lint: $(DEV) ## Style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV) ## Types, strict
	$(BIN)/python -m mypy

imports: $(DEV) ## Which layer may import which
	$(BIN)/lint-imports

bench: $(DEV) servers ## Requests per second, cost per mail, and the bare floor
	$(BIN)/python -m benchmarks.bench

bench-documents: $(DEV) servers ## Milliseconds per document, pages of OCR per second, and fields read right
	$(BIN)/python -m benchmarks.bench_documents

screenshots: $(DEV) servers ## Every mail as people see it, into screenshots/
	$(BIN)/python -m tests.templates.screenshots screenshots

lock: ## Renew the hash-locked requirements (needs uv)
	uv pip compile pyproject.toml --group build --universal --generate-hashes --no-emit-index-url --quiet --output-file requirements.lock
	uv pip compile pyproject.toml --group build --extra ocr --universal --generate-hashes --no-emit-index-url --quiet --output-file requirements-ocr.lock
	uv pip compile pyproject.toml --group build --extra signatures --universal --generate-hashes --no-emit-index-url --quiet --output-file requirements-signatures.lock
	uv pip compile pyproject.toml --group dev --extra ocr --extra signatures --universal --generate-hashes --no-emit-index-url --quiet --output-file requirements-dev.lock

clean: ## Everything that was made here, but for storage/
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis screenshots
