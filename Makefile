# Everything a person or a machine types here. A second run does nothing and needs no network.
#
#   make run       set up what is needed and open the diary (without a screen: the tour into out/)
#   make test      set up everything and run every check
#   make setup     the set-up alone, tools for the tests included
#   make bench     measure against the floors of docs/architecture.md
#   make soak      the long loops: kills, torn files, thousands of touches
#   make package   the installable program, made from build.spec, into dist/
#   make try-packages   install that into a bare Debian and here, and use it (as root)
#   make messages  extract the program's texts and update translations/
#   make messages-check   check that every translation is whole and fits its English
#   make try-windows    make the Windows program under Wine and use it; TRY=--installer: its installer
#   make lock      compute requirements/*.txt anew (needs the network)
#   make clean     remove everything made here but the virtual environment

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
LOCKED := install --require-hashes --only-binary=:all:

# Stamps: each says that the step of its name was done with the files it depends on.
MADE := $(VENV)/.made
LANGUAGES := $(VENV)/.languages
RUNNABLE := $(VENV)/.runnable
TESTABLE := $(VENV)/.testable
TOOLS := $(VENV)/.tools
TRANSLATIONS := $(wildcard translations/*.po) translations/compilation.py

# Tools that check what is published, apart from what the program is built with.
CHECKS := build/checks

# Tests need no screen and shall not fill one; QT_QPA_PLATFORM=xcb make test shows the windows.
OFFSCREEN := QT_QPA_PLATFORM=$(or $(QT_QPA_PLATFORM),offscreen)

.PHONY: run test test-window test-rest setup bench soak package try-packages try-windows messages messages-check lock \
	clean
.DELETE_ON_ERROR:

run: $(RUNNABLE) $(LANGUAGES)
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "There is no screen here, so the tour draws the window into out/ instead."; \
		$(BIN)/ldn-desktop tour --out out/; \
	else \
		$(BIN)/ldn-desktop; \
	fi

test: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(MAKE) --jobs=2 test-window test-rest

# The window's tests are half of all: two cores share the time.
test-window:
	$(OFFSCREEN) $(BIN)/pytest tests/ui

# Everything else also measures how much of the packages without Qt it runs, and fails below 95 %.
test-rest:
	$(OFFSCREEN) $(BIN)/coverage run -m pytest --ignore=tests/ui
	$(BIN)/coverage report

setup: $(TESTABLE) $(LANGUAGES)

bench: setup
	$(OFFSCREEN) $(BIN)/python -m tests.bench

# Each file of long loops by itself, two at a time; the longest begin first, so that both end together.
SOAK_LONGEST := $(addprefix tests/soak/, storage/test_storage_mutants.py test_imports_hostile.py \
	storage/test_storage_failing_calls.py storage/test_storage_shared_lives.py window/test_window_kills.py \
	storage/test_storage_traced.py storage/test_storage_kills.py test_analysis_real_life.py)
SOAK := $(SOAK_LONGEST) $(filter-out $(SOAK_LONGEST), \
	$(wildcard tests/soak/test_*.py tests/soak/storage/test_*.py tests/soak/window/test_*.py))

soak: setup
	$(PYTHON) packaging/system_packages.py --for-soak
	LDN_SOAK_WORKERS=1 $(MAKE) --jobs=2 --keep-going --output-sync=target $(SOAK)

# Shows what each counted and how long it took.
.PHONY: $(SOAK)
$(SOAK):
	$(OFFSCREEN) $(BIN)/pytest -rP --durations=0 --durations-min=1 $@

package: setup $(CHECKS)/.made
	$(PYTHON) packaging/system_packages.py --for-packages
	$(BIN)/python packaging/package.py
	lintian --allow-root --fail-on error,warning dist/*.deb
	$(CHECKS)/bin/twine check --strict dist/*.whl
	$(CHECKS)/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(CHECKS)/bin/zizmor --offline --quiet .github
	appstreamcli validate --no-net build/archive/*/share/metainfo/*.xml
	desktop-file-validate build/archive/*/share/applications/*.desktop

$(CHECKS)/.made: requirements/checks.txt | $(MADE)
	$(PYTHON) -m venv $(CHECKS)
	$(CHECKS)/bin/python -m pip --disable-pip-version-check --no-input --quiet $(LOCKED) -r $<
	touch $@

messages: setup
	$(BIN)/python -m translations.messages
	$(BIN)/python -m translations.compilation

messages-check: setup
	$(BIN)/python -m translations.checks

try-packages:
	packaging/linux/try_packages.sh
	packaging/linux/try_installed.sh
	packaging/linux/try_wayland.py dist/ldn-desktop/ldn-desktop build/wayland

try-windows: setup
	$(PYTHON) packaging/system_packages.py --for-wine
	$(BIN)/python packaging/windows/try_windows.py $(TRY)

$(MADE):
	$(PYTHON) packaging/system_packages.py
	$(PYTHON) -m venv $(VENV)
	touch $@

$(LANGUAGES): $(TRANSLATIONS) | $(RUNNABLE)
	$(BIN)/python -m translations.compilation
	touch $@

$(RUNNABLE): requirements/run.txt requirements/build.txt pyproject.toml | $(MADE)
	$(PIP) $(LOCKED) -r requirements/build.txt -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@# PySide keeps scripts of its own zipped and compiles them at every start (14 ms of 220); written
	@# out, as in the frozen program, Python compiles them once.
	SBK_EMBED=0 $(BIN)/python -c "import shiboken6.Shiboken"
	touch $@

$(TESTABLE): requirements/dev.txt $(TOOLS) $(RUNNABLE)
	$(PIP) $(LOCKED) -r requirements/dev.txt
	touch $@

$(TOOLS): packaging/system_packages.py
	$(PYTHON) packaging/system_packages.py --for-tests
	mkdir -p $(VENV)
	touch $@

# uv computes one lock for every platform and Python; its own version is locked too.
UV := build/lock/bin/uv
COMPILE := $(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--python-version 3.11 --custom-compile-command "make lock"

lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes \
		--requirement requirements/lock.txt
	$(COMPILE) requirements/lock.in --output-file requirements/lock.txt
	$(COMPILE) requirements/checks.in --output-file requirements/checks.txt
	$(COMPILE) requirements/build.in --output-file requirements/build.txt
	$(COMPILE) pyproject.toml --output-file requirements/run.txt
	$(COMPILE) pyproject.toml --group dev --constraint requirements/run.txt \
		--output-file requirements/dev.txt

clean:
	rm -rf build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*
