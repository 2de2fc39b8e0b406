# The desk's commands. `make help` lists them.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run setup check test faults weaken bench-knowledge bench-assignment build lint types format lock clean

# Where `make run` serves.
PORT ?= 8000
# The Python to build .venv with; a suitable one is looked for when this is empty.
PYTHON ?=

VENV_PYTHON := .venv/bin/python
SETUP := PYTHON="$(PYTHON)" sh tools/setup.sh
# Where the machine has no Node.js, one lies in .venv.
NPM := PATH="$(CURDIR)/.venv/bin:$$PATH" npm --silent

help: ## List these commands
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup ## Set everything up, then serve the desk (PORT=9000 takes another port)
	@exec $(VENV_PYTHON) -m desk up --port $(PORT)

setup: ## Set up what running needs, into .venv; quick when nothing changed
	@$(SETUP) run

check: ## The quick loop: lint, types, unit tests
	@$(SETUP) check
	@$(MAKE) --no-print-directory lint types
	@$(NPM) test
	@$(VENV_PYTHON) -m pytest -m "not slow"

# What computes much and waits for nothing: it runs beside the rest, which waits often.
BESIDE := tests/assignment tests/bot tests/conversations tests/knowledge

test: ## Everything: lint, types, all tests, journeys in a real browser
	@$(SETUP) test
	@$(MAKE) --no-print-directory lint types
	@$(NPM) test
	@$(VENV_PYTHON) -m tests.side_by_side $(BESIDE)

# How often `make faults` kills each part, and tries each other fault.
KILLS ?= 20
TIMES ?= 1

faults: ## Kill every part again and again under load and judge what was lost (KILLS=3 is the short form)
	@$(SETUP) test
	@$(VENV_PYTHON) -m tests.faults --kills $(KILLS) --times $(TIMES)

weaken: ## Make the bot worse in many small ways, one at a time, and judge whether the suites notice
	@$(SETUP) test
	@$(VENV_PYTHON) -m tests.evaluation.weaken

bench-knowledge: ## Measure how quickly a message is answered, and a changed article found, at 1,000 articles
	@$(SETUP) run
	@$(VENV_PYTHON) -m bench.knowledge

# FULL=1 for 100,000 operations and 10,000 who wait.
FULL ?=

bench-assignment: ## Fight for conversations with sixteen workers and judge the tables; measure how quickly they are given out
	@$(SETUP) test
	@$(VENV_PYTHON) -m bench.assignment $(if $(FULL),--full)

build: setup ## Build the front end into desk/static/build
	@$(NPM) run build

lint: ## Style and common mistakes
	@$(VENV_PYTHON) -m ruff check .
	@$(VENV_PYTHON) -m ruff format --check .
	@$(VENV_PYTHON) -m bandit --quiet --severity-level medium --configfile pyproject.toml --recursive desk workers

types: ## Types of the Python and of the TypeScript
	@$(VENV_PYTHON) -m mypy
	@$(NPM) run types

format: ## Rewrite the Python code in the house's format
	@$(VENV_PYTHON) -m ruff check --fix .
	@$(VENV_PYTHON) -m ruff format .

lock: ## Lock the newest packages that requirements/*.in allow (needs uv on the PATH)
	@sh tools/lock.sh

clean: ## Remove what set-up and tests made; the desk's data stays
	@rm -rf .venv node_modules desk/static/build .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage htmlcov
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
