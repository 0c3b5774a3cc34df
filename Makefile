PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin

.PHONY: demo test check format lint types lexicon lock clean

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: $(VENV)/.ready  ## code the example corpus, print the table and a summary, leave demo.duckdb
	rm -f demo.duckdb
	$(RUN)/khaldun code examples/dispatches -o demo.duckdb
	$(RUN)/khaldun code examples/dispatches --format table

test: $(VENV)/.ready  ## every test
	$(RUN)/python -m pytest

check: $(VENV)/.ready lint types lexicon test  ## what CI runs

format: $(VENV)/.ready
	$(RUN)/ruff format src tests benchmarks training
	$(RUN)/ruff check --fix src tests benchmarks training

lint: $(VENV)/.ready
	$(RUN)/ruff format --check src tests benchmarks training
	$(RUN)/ruff check src tests benchmarks training

types: $(VENV)/.ready
	$(RUN)/mypy

lexicon: $(VENV)/.ready
	$(RUN)/python -m khaldun.ontology.check
	$(RUN)/python -m khaldun.lexicon.check

lock:  ## pin what pyproject.toml asks for, with hashes and without addresses
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) build dist demo.duckdb .mypy_cache .ruff_cache .pytest_cache .hypothesis
