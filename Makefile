# make run    one whole cycle on the shipped configuration, then the digest
# make test   the tests
# make check  all that has to be right before a commit: make static, then the tests
# make bench  figures

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet

.PHONY: run test static check bench generated lock clean

run: $(VENV)/.ready
	@$(BIN)/monitor run --once
	@echo
	@$(BIN)/monitor digest show

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -q

check: static test

# Format, lint, types, import contracts, generated files, the shipped configuration.
static: $(VENV)/.ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.docs.generate --check
	$(BIN)/monitor check --json > /dev/null

bench: $(VENV)/.ready-dev
	@for program in benchmarks/[a-z]*.py; do $(BIN)/python $$program || exit 1; done

# Write what is generated: the schema, the golden records, the tables in the docs.
generated: $(VENV)/.ready-dev
	$(BIN)/python -m tests.docs.generate

# Bring the locks up to date; then look at what changed.
lock: $(VENV)/.ready-dev
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-header --upgrade --quiet --group build --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-header --upgrade --quiet --group dev --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Monitor needs Python 3.11 or newer; say which with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "installing from requirements.lock ..."
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	@echo "installing from requirements-dev.lock ..."
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@
