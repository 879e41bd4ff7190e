# Two commands: `make run` opens the studio, `make test` proves it. The README says the same without make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NEW_ENOUGH := sys.exit(sys.version_info < (3, 11))

.PHONY: run test test-engine test-all oracles lint bench translations clean

$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; $(NEW_ENOUGH)' || \
	  { echo 'Cloze Studio needs Python 3.11 or newer: make run PYTHON=python3.12' >&2; exit 1; }
	@$(BIN)/python -c 'import pip, sys; $(NEW_ENOUGH)' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@

$(VENV)/.benched: $(VENV)/.tested
	$(BIN)/python -m pip install --quiet --editable '.[test,bench]'
	touch $@

run: $(VENV)/.installed
	$(BIN)/python -m studio $(ARGS)

# The engine as where no Qt is installed: a process for itself, for Qt cannot be taken away later.
ENGINE = CLOZE_STUDIO_WITHOUT_QT=1 $(BIN)/python -m pytest tests/engine -p no:pytest-qt -n 2 $(ARGS)
OTHERS = QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests --ignore tests/engine -n 2 $(ARGS)

# The engine, then what is left. What ARGS chooses may stand in one of them alone: there the other
# answers 5, for it ran nothing.
test: $(VENV)/.tested
	$(ENGINE); engine=$$?; [ $$engine = 0 ] || [ $$engine = $(if $(ARGS),5,0) ] || exit $$engine; \
	$(OTHERS); others=$$?; [ $$others = $(if $(ARGS),5,0) ] && exit $$engine; exit $$others

test-engine: $(VENV)/.tested
	$(ENGINE)

oracles: $(VENV)/.benched
	$(BIN)/python -m pytest tests/oracles -n 2 $(ARGS)

test-all: $(VENV)/.benched
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests -m 'not gpu or gpu' $(ARGS)
	$(MAKE) test-engine ARGS=

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.benched
	$(BIN)/python -m tests.benchmarks $(ARGS)

translations: $(VENV)/.tested
	$(BIN)/python packaging/translations.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
