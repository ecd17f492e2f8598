# `make` alone says what there is.
PYTHON ?= python3
PORT ?= 8080
SAMPLE ?= 200
SEED ?= 1
BIN := .venv/bin
SERVES := .venv/serves
READY := .venv/ready
MUTANTS := .venv/mutants
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable
NODE := tests/carriers/node
TOOLS := tests/contracts
COMPLETE := emulators/core/*,emulators/vendors/*,emulators/carriers/*,emulators/control/*,emulators/server.py,emulators/connection.py
VENDORS = $(basename $(notdir $(wildcard contracts/*.yaml)))

.DEFAULT_GOAL := help
.PHONY: help serve test test-fast test-slow check lint fix types layers bench verify explore contracts mutants build clean node

help: ## what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(SERVES): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(INSTALL) '.[livekit,telnyx]'
	touch $@

$(READY): $(SERVES)
	$(INSTALL) '.[dev]'
	touch $@

$(MUTANTS): $(READY)
	$(INSTALL) '.[mutants]'
	touch $@

serve: $(SERVES) ## every emulator on http://127.0.0.1:8080
	$(BIN)/emulators serve --port $(PORT)

test: $(READY) node ## the whole suite; all of core, vendors, carriers, control and the server is covered, and 97 % of the rest
	$(BIN)/pytest --numprocesses 2 --dist worksteal --cov --cov-report=
	$(BIN)/coverage report --include='$(COMPLETE)' --fail-under=100
	$(BIN)/coverage report --omit='$(COMPLETE)' --fail-under=97

test-fast: $(READY) ## what answers within a minute: no coverage, no commands, no generated requests
	$(BIN)/pytest --numprocesses 2 --dist worksteal -m 'not slow and not unmeasured' tests/core tests/control tests/emulated tests/harness \
		$(foreach each,compare fuzzing test_explore.py test_plan.py,--ignore tests/harness/$(each))

test-slow: $(READY) ## what takes minutes: thousands of tests on one server, state machines, every Python, the carriers and plain Schemathesis
	$(BIN)/pytest -m slow

check: lint types layers test ## all that must hold

lint: $(READY) ## style
	$(BIN)/ruff format --check
	$(BIN)/ruff check

fix: $(READY) ## style, mended
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

types: $(READY) ## types, strictly
	$(BIN)/mypy

layers: $(READY) ## who may import whom
	$(BIN)/lint-imports

verify: $(READY) ## the emulators held to the contracts, in this process and over HTTP, and the two compared
	$(BIN)/emulators verify --strict --only cases --only examples
	$(BIN)/emulators verify --strict --only cases --only examples --target emulator-http
	$(BIN)/emulators verify --only fuzzing --only stateful
	for vendor in $(VENDORS); do $(BIN)/emulators compare $$vendor --right emulator-http || exit; done

explore: $(READY) ## generated requests and life cycles against the emulators, five minutes for each vendor
	$(BIN)/emulators verify --only fuzzing --only stateful --seconds 300

contracts: $(READY) $(TOOLS)/node/node_modules $(TOOLS)/.venv ## the contracts read by other tools: linters, generators of clients, plain Schemathesis
	$(BIN)/pytest -m '' $(TOOLS) tests/emulated/test_plain_schemathesis.py --numprocesses 2

mutants: $(MUTANTS) ## one thing changed in the code, 200 times: what no test notices (SAMPLE, SEED and AREA choose)
	$(BIN)/python tests/mutants.py --sample $(SAMPLE) --seed $(SEED) $(if $(AREA),--area $(AREA))

bench: $(READY) ## what an answer costs, as ratios to a bare route
	cd tests && ../$(BIN)/python bench.py

build: $(READY) ## the wheel and the source archive, in dist/
	$(BIN)/python -m build --no-isolation

node: ## the carriers' Node SDKs, where there is a Node to run them
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(NODE)/node_modules; else echo "no npm here: the tests with Node SDKs will be skipped"; fi

%/node_modules: %/package.json
	npm install --prefix $* --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error
	touch $@

$(TOOLS)/.venv: # apart from ours: it wants another typer
	$(PYTHON) -m venv $@
	$@/bin/python -m pip install --quiet --disable-pip-version-check openapi-python-client==0.29.1

clean: ## away with everything that was made
	rm -rf .venv dist build .coverage .coverage.* htmlcov .hypothesis .schemathesis .mypy_cache .ruff_cache .import_linter_cache $(NODE)/node_modules $(TOOLS)/node/node_modules $(TOOLS)/.venv
