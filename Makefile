# `make` lists the commands. Nothing is installed outside .venv, and anew only when pyproject.toml or the locks changed.

VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

# the first Python that is new enough; another one by `make PYTHON=…`
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-config --no-emit-index-url --custom-compile-command "make lock" pyproject.toml requirements/build.in

.PHONY: help serve install test lint fresh format fuzz bench lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(VENV)/.server ## install and serve; ARGS="--demo --port 8001" go to `voronka serve`
	@$(BIN)/voronka serve $(ARGS)

install: $(VENV)/.server ## install alone: afterwards .venv/bin/voronka is there

test: $(VENV)/.dev $(VENV)/.node ## all tests, on SQLite and (where its programs are) on PostgreSQL; ARGS go to pytest
	@$(BIN)/python scripts/with_postgresql.py $(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

lint: $(VENV)/.dev ## style, types, import rules, house rules, and whether generated files are fresh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python scripts/make_first_migration.py --check
	$(BIN)/python scripts/make_sync.py --check
	$(BIN)/python scripts/print_coverage.py --check
	$(BIN)/python scripts/print_wire.py --check
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -q tests/house
	$(BIN)/pyright

fresh: $(VENV)/.dev ## print and make anew whatever is generated
	$(BIN)/python scripts/make_first_migration.py
	$(BIN)/python scripts/make_sync.py
	$(BIN)/python scripts/print_coverage.py
	$(BIN)/python scripts/print_examples.py
	$(BIN)/python scripts/print_wire.py

format: $(VENV)/.dev ## put style right where a program can
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

fuzz: $(VENV)/.dev ## two minutes of arbitrary requests against a started server; fails on a 5xx
	@$(BIN)/python scripts/fuzz.py $(ARGS)

bench: $(VENV)/.dev ## the figures of docs/benchmarks.md; ARGS="page growth" measures these rows alone
	@$(BIN)/python scripts/with_postgresql.py $(BIN)/python -m bench $(ARGS)

lock: $(VENV)/.dev ## choose the newest versions of all dependencies
	@$(COMPILE) --extra server --output-file requirements/server.txt
	@$(COMPILE) --extra server --extra dev --constraints requirements/server.txt --output-file requirements/dev.txt

clean: ## remove the virtual environment and what tools left behind; data stays
	@rm -rf $(VENV) .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "Voronka needs Python 3.11 or newer; install it, or name it: make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual environment; on Debian: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/.server: $(VENV)/.made requirements/server.txt pyproject.toml
	@echo "Installing into $(VENV) …"
	@$(PIP) install --require-hashes --requirement requirements/server.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# Other people's clients in JavaScript. Node comes with the type checker, in a wheel.
$(VENV)/.node: $(VENV)/.dev tests/clients/node/package-lock.json
	@echo "Installing the clients that tests drive …"
	@mkdir -p $(VENV)/node && cp tests/clients/node/package.json tests/clients/node/package-lock.json $(VENV)/node
	@$(BIN)/python scripts/npm.py ci --prefix $(VENV)/node --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(VENV)/.dev: $(VENV)/.server requirements/dev.txt
	@echo "Installing what tests need …"
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@
