.DEFAULT_GOAL := help
PYTHON ?= python3
# Compiled modules are kept, whatever the machine's habit: a start takes a third of the time.
export PYTHONDONTWRITEBYTECODE =
FLASK := .venv/bin/flask --app wsgi
PROCEDURE ?= penalty
FORMAT ?= mermaid

.PHONY: help run test lint types fonts seed chart bench lock env-run env-bench env-test system checked

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' Makefile

run: env-run ## start the site on 127.0.0.1:8000 (PORT=... for another port) with demo data
	@$(PYTHON) -m deploy.fetch_assets || true
	@exec .venv/bin/python -m deploy.start

test: env-test system lint checked ## everything: style, types, contracts, all tests on SQLite, PostgreSQL, Redis, Chromium
	@.venv/bin/python -m pytest -n 2 $(PYTEST)

lint: env-test ## style, types and import contracts
	@.venv/bin/ruff check . && .venv/bin/ruff format --check --quiet .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --config setup.cfg

fonts: env-run ## fetch 仿宋 and 楷体 for official papers (needs root and apt)
	@$(PYTHON) -m deploy.official_fonts

seed: env-run ## fill an empty database with the demo city
	@$(FLASK) seed demo --if-empty

chart: env-run ## draw a procedure: make chart PROCEDURE=penalty FORMAT=mermaid|svg|json
	@$(FLASK) flow show $(PROCEDURE) --format $(FORMAT)

bench: env-bench ## measure, with limits taken in the same run
	@.venv/bin/python -m benchmarks

lock: env-test ## pin again from the ranges of setup.cfg
	@.venv/bin/python -m deploy.lock

env-run:
	@$(PYTHON) -m deploy.environment run

env-bench:
	@$(PYTHON) -m deploy.environment bench

env-test:
	@$(PYTHON) -m deploy.environment test

system:
	@$(PYTHON) -m deploy.system_packages

checked:
	@$(PYTHON) -m deploy.fetch_assets test
	@$(PYTHON) -m deploy.official_fonts
