# Everything a person or a CI job does with this project. `make` lists the targets.
# Needs Python 3.11 or newer and make; uses uv when it is there.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.NOTPARALLEL:
.PHONY: help setup demo check records lint types contracts test accept bench bench-names bench-large faults lock clean

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# uv from the PATH, else one installed in the environment, else nothing: then pip does the work.
UV ?= $(or $(shell command -v uv 2>/dev/null),$(wildcard $(BIN)/uv))
# The newest Python that runs and is new enough. `make PYTHON=...` overrides it.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	$$p -c '$(NEW_ENOUGH)' >/dev/null 2>&1 && { echo $$p; break; }; done)

# Tests share the processors; `make test TESTS=tests/unit/model` runs a part of them.
TESTS ?=
PYTEST := $(BIN)/python -m pytest -q -n auto

# The shipped records, whatever dataset a person has set for daily work.
SHIPPED := env -u SUPPLYCHAIN_RECORDS $(BIN)/supplychain

say = @printf '\n== %s\n' '$(1)'

help: ## list the targets
	@printf 'Usage: make TARGET\n\n'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-12s %s\n", $$1, $$2 }'

setup: $(READY) ## make the environment in .venv (done by the other targets when needed)

demo: $(READY) ## run the main job on the shipped records
	@printf '$$ supplychain trace VITAL --to Rostec\n\n'
	@$(SHIPPED) trace VITAL --to Rostec
	@printf '\n$$ supplychain who-supplies Almaz-Antey\n\n'
	@$(SHIPPED) who-supplies Almaz-Antey

check: records lint types contracts test ## pass every check: records, lint, types, contracts, tests
	$(call say,All checks passed: records lint types contracts tests)

records: $(READY) ## check the records and their canonical form
	$(call say,records: supplychain check; supplychain fmt --check)
	@$(BIN)/supplychain check --records records
	@$(BIN)/supplychain fmt --check --records records

lint: $(READY) ## check style and formatting
	$(call say,lint: ruff check; ruff format --check)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: $(READY) ## check types
	$(call say,types: mypy --strict)
	@$(BIN)/mypy

contracts: $(READY) ## check which room may import which
	$(call say,contracts: lint-imports)
	@$(BIN)/lint-imports

test: $(READY) ## run the tests
	$(call say,tests: pytest)
	@$(PYTEST) $(TESTS)

accept: $(READY) ## rewrite golden files and transcripts; read the diff afterwards
	@ACCEPT=1 $(PYTEST) $(TESTS)
	@git --no-pager diff --stat -- tests supplychain_cli records

# Worlds and their snapshots are kept between runs: some 6 GB for 50 million relations. PEERS names a Python that has
# the engines which the environment has not: kuzu, python-graphblas.
WORLDS ?= build/worlds
SIZES ?= 100000,1000000,10000000,50000000
PEERS ?= $(BIN)/python
LARGEST = $(lastword $(subst $(comma), ,$(SIZES)))
comma := ,

bench-names: $(READY) ## measure how well names are told apart and found, and write it into the guide
	@$(BIN)/python -m tests.bench.names

bench: $(READY) ## measure start-up and the main commands against a bare Typer command
	@$(BIN)/python tests/bench/run.py
	@$(BIN)/python -m tests.bench.ownership
	@$(BIN)/python -m tests.bench.audit
	@$(BIN)/python -m tests.bench.find
	@$(BIN)/python -m tests.bench.large --worlds $(WORLDS) --sizes 100000 --rounds 5 --cold 2 --pairs 1
	@$(BIN)/python -m tests.bench.compile --world $(WORLDS)/100000 --files 1000 --rounds 1 --scratch $(WORLDS)
	@$(BIN)/python -m tests.bench.declarations --place $(WORLDS)
	@$(BIN)/python -m tests.bench.engines --world $(WORLDS)/100000 --dataset $(WORLDS)/100000/dataset \
		--cache $(WORLDS)/100000/cache --python $(PEERS) --pairs 1 --rounds 2

bench-large: $(READY) ## measure worlds of up to 50 million relations, and other engines on them (hours)
	@$(BIN)/python -m tests.bench.large --worlds $(WORLDS) --sizes $(SIZES)
	@$(BIN)/python -m tests.bench.find --names 1000000,5000000 --place $(WORLDS)
	@$(BIN)/python -m tests.bench.compile --world $(WORLDS)/$(LARGEST) --files 10000 --scratch $(WORLDS)
	@$(BIN)/python -m tests.bench.declarations --rows 10000000 --rounds 1 --place $(WORLDS)
	@$(BIN)/python -m tests.bench.engines --world $(WORLDS)/1000000 --dataset $(WORLDS)/1000000/dataset \
		--cache $(WORLDS)/1000000/cache --python $(PEERS) --plain
	@$(BIN)/python -m tests.bench.engines --world $(WORLDS)/10000000 --dataset $(WORLDS)/10000000/dataset \
		--cache $(WORLDS)/10000000/cache --python $(PEERS) --rounds 3
	@$(BIN)/python -m tests.bench.engines --world $(WORLDS)/$(LARGEST) --pairs 0 --peers duck matrix --python $(PEERS)

faults: $(READY) ## kill, flip, fill and race the cache for long (an hour; CI does it shortly)
	@$(BIN)/python -m tests.faults kill --runs 1000
	@$(BIN)/python -m tests.faults flip --runs 500
	@$(BIN)/python -m tests.faults crowd disk clock edited layouts --runs 25

lock: ## lock the dependencies anew (needs uv)
	@test -n '$(UV)' || { echo 'make lock needs uv. Install it (https://docs.astral.sh/uv/) and run make lock again.' >&2; exit 1; }
	@$(LOCK) --group dev --output-file requirements/dev.txt
	@$(LOCK) --output-file requirements/runtime.txt

LOCK = $(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --upgrade --quiet

clean: ## remove the environment and everything that tools left behind
	rm -rf $(VENV) build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp: made once, and again when the project's metadata or its locks change. What is already installed is not
# downloaded again, so a second run works offline. Where uv fails (an old one, another index) pip does the work.
WITH_UV = test -n '$(UV)' && $(UV) pip install --quiet --python $(BIN)/python
WITH_PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

$(READY): pyproject.toml $(wildcard requirements/*.txt)
	@if ! $(BIN)/python -c '$(NEW_ENOUGH)' >/dev/null 2>&1 || \
		! { test -n '$(UV)' || $(BIN)/python -c 'import pip' >/dev/null 2>&1; }; then \
		test -n '$(PYTHON)' || { \
			echo 'No Python 3.11 or newer was found. Install one, or name it: make PYTHON=/path/to/python3.11' >&2; \
			exit 1; \
		}; \
		echo 'Making $(VENV) with $(PYTHON)'; \
		$(PYTHON) -m venv --clear $(VENV) || \
			{ test -n '$(UV)' && $(UV) venv --quiet --clear --python '$(PYTHON)' $(VENV); }; \
	fi
	@echo 'Installing the locked dependencies into $(VENV)'
	@{ $(WITH_UV) --require-hashes --compile-bytecode -r requirements/dev.txt; } || \
		$(WITH_PIP) --require-hashes -r requirements/dev.txt
	@{ $(WITH_UV) --no-deps --no-build-isolation -e .; } || $(WITH_PIP) --no-deps --no-build-isolation -e .
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m compileall -q supplychain_cli
	@touch $@
