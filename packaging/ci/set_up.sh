#!/bin/sh
# The locked environment in .venv, on every system; on Linux `make setup` does this and more.
set -eu
cd "$(dirname "$0")/../.."

"${PYTHON:-python3}" -m venv .venv
if [ -d .venv/Scripts ]; then bin=.venv/Scripts; else bin=.venv/bin; fi
pip() { "$bin/python" -m pip --disable-pip-version-check --no-input --quiet "$@"; }

pip install --require-hashes --only-binary=:all: -r requirements/build.txt -r requirements/run.txt
pip install --no-deps --no-build-isolation --no-index --editable .
pip install --require-hashes --only-binary=:all: -r requirements/dev.txt
"$bin/python" -m translations.compilation
"$bin/python" -c 'import ldn_desktop; print("LDN Desktop", ldn_desktop.__version__, "is set up")'
