# Everything a developer does, by name. `make` alone lists it. Only Python 3.11 or newer and make are needed.
PYTHON ?= python3
BIN := .venv/bin
# A file of tests stays with one process, and files of one folder follow each other: what they set up is made once. More
# than four would each want a database and a browser.
ALONGSIDE := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
CODE := roadmap db tests .ci/setup.py

.DEFAULT_GOAL := list
.PHONY: list setup run test check bench screenshot messages format migration lock clean

list: ## say what can be made
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup: ## bring .venv and the browser assets up to date (quick when they are)
	@$(PYTHON) .ci/setup.py

run: setup ## start the product with its sample plans and print its address
	@ROADMAP_SAMPLE=$${ROADMAP_SAMPLE:-on} exec $(BIN)/roadmap serve

check: setup ## the quick part of the gate: format, lint, types, import contracts, templates, tests without a browser
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest $(ALONGSIDE) -m "not browser"

test: setup ## the whole gate, with the browser tests
	@$(PYTHON) .ci/setup.py browser
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest $(ALONGSIDE)

.PHONY: lint
lint:
	@mkdir -p .tmp
	@$(BIN)/ruff format --quiet --check $(CODE) || { echo "the format differs: make format"; exit 1; }
	@$(BIN)/ruff check --quiet $(CODE)
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo >.tmp/contracts.txt 2>&1 || { cat .tmp/contracts.txt; exit 1; }
	@$(BIN)/djlint templates --lint --quiet

bench: setup ## measure against a raw ASGI ceiling; prints ratios
	@$(BIN)/python -m tests.bench

screenshot: setup ## take the README's picture of the product, with its sample plans
	@$(PYTHON) .ci/setup.py browser
	@$(BIN)/python -m tests.browser.screenshots

# English is the language of the message ids. The template is made anew each time and not kept.
MESSAGES := .tmp/roadmap.pot
messages: setup ## bring the interface's catalogues up to date with the texts in code and templates
	@mkdir -p .tmp
	@$(BIN)/pybabel -q extract -F pyproject.toml -k _ -k N_ -k NN_:1,2 -k say -k many:1,2 -k gettext -k ngettext:1,2 --no-location --sort-output --omit-header -o $(MESSAGES) .
	@for code in fr hr cs da es; do $(BIN)/python -m tests.i18n.update $(MESSAGES) $$code; done

format: setup ## write the one format, and what the linter can mend by itself
	@$(BIN)/ruff check --quiet --fix-only $(CODE)
	@$(BIN)/ruff format --quiet $(CODE)

migration: setup ## write the migration that takes the last one to the tables as they are now; read it before committing
	@PICCOLO_CONF=db.piccolo_conf $(BIN)/piccolo migrations new roadmap --auto

# The locks hold versions and hashes only, no address: every machine asks its own registry.
UV := .venv/lock/bin/uv
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header
lock: setup ## lock what pyproject.toml and package.json allow; UPGRADE=--upgrade takes the newest
	@test -x $(UV) || $(PYTHON) -m venv .venv/lock
	@.venv/lock/bin/python -m pip install -qq --disable-pip-version-check uv
	@$(LOCK) $(UPGRADE) pyproject.toml --output-file requirements.txt
	@$(LOCK) $(UPGRADE) pyproject.toml --extra dev --output-file requirements-dev.txt
	@$(BIN)/python -c "import tomllib; print('\n'.join(tomllib.load(open('pyproject.toml','rb'))['project']['optional-dependencies']['node']))" | $(LOCK) $(UPGRADE) - --output-file requirements-node.txt
	@npm install --package-lock-only --silent
	@$(BIN)/python -c "import json,pathlib; p=pathlib.Path('package-lock.json'); d=json.loads(p.read_text()); [x.pop('funding',0) for x in d['packages'].values()]; p.write_text(json.dumps(d,indent=2)+'\n')"

clean: ## remove what set-up and tools made; the data folder stays
	@rm -rf .venv node_modules static/vendor dist .tmp .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
