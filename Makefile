# The README's commands. `make demo` and `make test` need nothing but git, make and Python 3.11.

PORT ?= 8000
DATA ?= .data
# The bench loads its tenants once into a folder outside the repository: 60 take 0.9 GB, 1000 13 GB.
SCALE ?= 60
BENCH_DATA ?= $(HOME)/.cache/buurtgezinnen-bench
PYTEST_WORKERS ?= 2
PYTEST_ARGS ?=
PY := .venv/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore
LOCK := $(PY) -m uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --python-version 3.11 pyproject.toml
RUNTIME := .venv/.runtime-installed
TOOLS := .venv/.tools-installed
ASSETS := core/web/static/vendor/.built
CATALOGS := core/translations/en/LC_MESSAGES/messages.mo

.DEFAULT_GOAL := help
.PHONY: help demo up test search test-old-postgres chaos lint bench bench-matching format assets translations lock clean

help: ## Show these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

demo: $(RUNTIME) $(ASSETS) $(CATALOGS) ## Start everything with invented data (PORT=8000)
	@exec $(PY) -m core.cli demo --port $(PORT) --data $(DATA) $(if $(TODAY),--today $(TODAY))

up: $(RUNTIME) $(ASSETS) $(CATALOGS) ## The same without invented data
	@exec $(PY) -m core.cli up --port $(PORT) --data $(DATA)

test: $(TOOLS) $(ASSETS) $(CATALOGS) ## Run all tests, in a real browser too
	$(PY) -m tests.chromium
	$(PY) -m pytest -n $(PYTEST_WORKERS) $(PYTEST_ARGS)

search: $(TOOLS) $(ASSETS) $(CATALOGS) ## Look for a counterexample to each property, with new examples
	HYPOTHESIS_PROFILE=search $(PY) -m pytest -n $(PYTEST_WORKERS) -m hypothesis $(PYTEST_ARGS)

lint: $(TOOLS) ## Check style, types and the layers
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy --strict .
	.venv/bin/lint-imports
	.venv/bin/deptry .
	.venv/bin/djlint --lint --quiet core plugins

bench: $(RUNTIME) $(ASSETS) ## Measure the ground in one run (SCALE=60 tenants, BENCH_DATA=folder)
	@sh tools/make_peers.sh $(BENCH_DATA)/peers
	@$(PY) -m bench --folder $(BENCH_DATA) --tenants $(SCALE) --peer-python $(BENCH_DATA)/peers/bin/python

bench-matching: $(TOOLS) $(ASSETS) $(CATALOGS) ## The goals of matching, recruiting and suggestions (about six minutes)
	@$(PY) -m bench.matching
	@$(PY) -m bench.recruiting
	@$(PY) -m bench.suggestions

chaos: $(TOOLS) $(ASSETS) $(CATALOGS) ## Kill, fill and mislead a running installation; ends with "0 lost"
	@$(PY) -m tests.chaos $(CHAOS)

test-old-postgres: $(TOOLS) $(ASSETS) $(CATALOGS) ## The wall and the migrations on PostgreSQL 15, where it is
	@$(PY) -m tests.old_postgres

format: $(TOOLS) ## Lay out the code and mend what can be mended
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

assets: $(RUNTIME) ## Build the front-end assets again
	rm -f $(ASSETS)
	$(MAKE) $(ASSETS)

translations: $(TOOLS) ## Bring the catalogs up to the texts, and name what lacks words
	$(PY) -m tools.catalogs update
	$(PY) -m tools.catalogs missing

lock: $(TOOLS) ## Pin the dependencies again (UPGRADE=1 for newer ones)
	$(LOCK) $(if $(UPGRADE),--upgrade) --group build -o requirements.txt
	$(LOCK) $(if $(UPGRADE),--upgrade) --group dev -c requirements.txt -o requirements-dev.txt

clean: ## Remove what was built; the data stay
	rm -rf .venv node_modules core/web/static/vendor build dist
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# Only needed to make the environment; what is in it, the stamps below know.
.venv/bin/python:
	@sh tools/make_venv.sh

$(RUNTIME): requirements.txt pyproject.toml | .venv/bin/python
	@echo "Installing the libraries (once; about a minute) ..."
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(TOOLS): requirements-dev.txt $(RUNTIME)
	@echo "Installing the tools for tests and checks (once) ..."
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

# The marker is ours, so that a build that broke off is made again.
$(ASSETS): package.json package-lock.json core/web/assets.py core/web/icons.py | $(RUNTIME)
	@$(PY) -m core.web.assets
	@mkdir -p $(@D)
	@touch $@

# English is made last of all, so it tells that all were made.
$(CATALOGS): $(wildcard core/translations/*/LC_MESSAGES/messages.po) tools/catalogs.py | $(RUNTIME)
	@$(PY) -m tools.catalogs compile
	@touch $@
