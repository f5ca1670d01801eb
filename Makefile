# `make read` opens the article in seeds/, `make test` runs all tests: each alone, on a machine with Python and make.
PYTHON ?= python3
BIN := .venv/bin
ARTICLE := seeds/000_62dfbb86b6db87cd.txt

.PHONY: read test check picture clean

read: .venv/installed
	@$(BIN)/tuireader $(ARTICLE)

test: .venv/installed-dev
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

picture: .venv/installed-dev
	$(BIN)/python docs/picture.py
	$(BIN)/python docs/tour.py

clean:
	rm -rf .venv

# An editable install: what is edited is what runs. Both are made again when the dependencies change.
.venv/installed: .venv/pyvenv.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/installed-dev: .venv/pyvenv.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ .venv/installed

.venv/pyvenv.cfg:
	@command -v $(PYTHON) >/dev/null || { echo "tuireader needs Python 3.11 or newer; there is no $(PYTHON): install it, or name another one, as in 'make PYTHON=python3.12'." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "tuireader needs Python 3.11 or newer, and $(PYTHON) is older: name another one, as in 'make PYTHON=python3.12'." >&2; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }
