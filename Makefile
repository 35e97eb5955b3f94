# Two commands do all set-up: `make run` and `make test`. Needs Python 3.11+, make and a package registry.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test check bench readme floors golden clean distclean

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.installed  ## read the reports of corpus/ into outputs/ and show some tuples
	@$(BIN)/bilan run corpus --out outputs --show 5

test: $(VENV)/.installed-dev  ## run the whole test suite (ARGS="-k numbers" for a part)
	$(PY) -m pytest -n auto $(ARGS)

check: $(VENV)/.installed-dev  ## ruff (lint, format), mypy --strict, and the lint of patterns/ and corpus/
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/bilan check

bench: $(VENV)/.installed-bench  ## CPU time and memory, beside word segmentation and a spaCy model
	$(PY) -m benchmarks $(ARGS)

readme: $(VENV)/.installed-dev  ## write the true outputs and scores into README.md
	$(PY) -m pipeline.readme $(ARGS)

floors: $(VENV)/.installed-dev  ## pin today's scores in corpus/floors.toml (refuses to lower one)
	$(PY) -m pipeline.gate --update $(ARGS)

golden: $(VENV)/.installed-dev  ## write tests/golden/ anew; read the diff before you commit it
	$(PY) -m pytest tests/test_golden.py --update-golden

clean:  ## remove what runs and tests leave behind
	find outputs -mindepth 1 ! -name README.md -delete
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	find patterns extractors pipeline tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean  ## the same, and the virtual environment
	rm -rf $(VENV)

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Bilan needs Python 3.11 or newer; '$(PYTHON)' is older or missing. Try: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 2; }
	@echo "Setting up $(VENV) (once; a minute or two) ..." >&2
	@$(PYTHON) -m venv $(VENV)
	@touch $@

# A stamp for each set of packages, touched only when its installation went through.
$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/.created
	@$(PIP_INSTALL) -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(PIP_INSTALL) -e '.[dev]'
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed
	@$(PIP_INSTALL) -e '.[bench]'
	@touch $@
