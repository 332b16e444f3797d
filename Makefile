.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench serve vendor-tests diadoc-sdk fuzz sow large soak lock clean

BIN := .venv/bin
BENCHES := $(wildcard bench/fill.py bench/rows.py bench/convert.py bench/serve.py bench/crm_lists.py bench/sign.py bench/signed_tail.py bench/exchange_posting.py bench/exchange_lists.py)
export PYTHON

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## set up everything that is missing, and nothing twice (PYTHON=… names an interpreter)
	@tools/setup

demo: setup ## run the life of one document and print the links; keeps serving
	@$(BIN)/inkpost demo $(ARGS)

test: check ## run every test, in a process a core (ARGS=-n0: in one)
	@$(BIN)/python -m pytest -n auto $(ARGS)

check: setup ## types, lint, import rules, generated files fresh
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --strict -p inkpost
	@$(BIN)/lint-imports
	@$(BIN)/python tools/protos.py --check
	@if [ -e tools/coverage_md.py ]; then $(BIN)/python tools/coverage_md.py --check; fi

bench: setup ## the comparison with the peers
	@tools/setup bench
	@set -e; for bench in $(BENCHES); do PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python $$bench $(ARGS); done

serve: setup ## the server alone, on the data folder ./data
	@$(BIN)/inkpost serve $(ARGS)

vendor-tests: setup ## the vendor's own tests of b24pysdk against a server (B24PYSDK=… names a working copy)
	@$(BIN)/python tests/vendor/run_b24pysdk.py "$(B24PYSDK)" $(ARGS)

diadoc-sdk: setup ## two programs with Diadoc's Java SDK against a server (DIADOCSDK_JAVA=… names a working copy)
	@$(BIN)/python tests/vendor/run_diadocsdk_java.py "$(DIADOCSDK_JAVA)" $(ARGS)

FUZZ_SECONDS ?= 600
fuzz: setup ## fuzz the DOCX engine, ten minutes for each target (FUZZ_SECONDS=…, ARGS=--keep adds to the tests' corpus)
	@set -e; for target in package parts template; do \
		$(BIN)/python tools/fuzz.py $$target --seconds $(FUZZ_SECONDS) $(ARGS); done

sow: setup ## placeholders at many more random places of the shared documents than the tests try
	@INKPOST_SOWN_EXAMPLES=$(or $(EXAMPLES),500) $(BIN)/python -m pytest --timeout 0 tests/engines/docx/test_sown.py $(ARGS)

large: setup ## send, sign, seal and fetch a PDF of 101 MB over HTTP (MEGABYTES=…)
	@INKPOST_LARGE_MB=$(or $(MEGABYTES),101) $(BIN)/python -m pytest -s --timeout 0 tests/stories/test_large_signing.py $(ARGS)

soak: setup ## ten minutes of writing and reading the feed of boxes while processes are killed (SECONDS=…)
	@INKPOST_FEED_SECONDS=$(or $(SECONDS),600) $(BIN)/python -m pytest --timeout 0 tests/stories/test_exchange_feed.py $(ARGS)

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

lock: setup ## write the lock files again from pyproject.toml (UPGRADE=1 takes the newest versions)
	@$(COMPILE) pyproject.toml --group build -o requirements.lock
	@$(COMPILE) pyproject.toml --extra dev --group build -c requirements.lock -o requirements-dev.lock
	@$(COMPILE) --group pyproject.toml:clients --group build -o requirements-clients.lock

clean: ## remove what setup and the tools made; the data folder stays
	@rm -rf .venv build tests/clients/js/node_modules bench/peers/node_modules \
		.pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache src/*.egg-info
