# Each target sets itself up in .venv; another interpreter: make test PYTHON=python3.12 VENV=.venv312
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# how long to fuzz, and from which seed
MINUTES ?= 5
SEED ?= 1

.PHONY: help demo test lint bench bench-readers bench-growth fuzz soak setup clean

help:
	@echo "make demo   audit the sample reports and compare with what must be found"
	@echo "make test   run the tests"
	@echo "make lint   ruff and mypy"
	@echo "make bench  measure speed and accuracy"
	@echo "make bench-readers   measure every reader, and write docs/formats.md"
	@echo "make bench-growth    measure time and memory against length, and write docs/growth.md"
	@echo "make fuzz   audit spoilt files of every format for MINUTES (5), and sentences that nobody wrote"
	@echo "make soak   audit files that mean harm, and write docs/hostile.md"
	@echo "make setup  only create $(VENV); make clean removes it"

$(VENV)/.installed: setup.cfg pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

setup: $(VENV)/.installed

demo: setup
	$(BIN)/python -m fixtures.demo

test: setup
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.growth --longest 1000000
	$(BIN)/python -m benchmarks.accuracy --reports 100

bench-readers: setup
	$(BIN)/python -m benchmarks.readers --write

bench-growth: setup
	$(BIN)/python -m benchmarks.growth --write

fuzz: setup
	$(BIN)/python -m benchmarks.fuzz --files 1000000 --minutes $(MINUTES) --seed $(SEED)
	AUDIT_CLI_EXAMPLES=$$((200 * $(MINUTES))) $(BIN)/python -m pytest tests/test_grammar.py --hypothesis-seed $(SEED)

soak: setup
	$(BIN)/python -m benchmarks.hostile --write

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
