.DEFAULT_GOAL := help
PYTHON ?= python3

.PHONY: lint

lint: ## style, types and import contracts
	.venv/bin/ruff check . && .venv/bin/ruff format --check .
