#!/bin/sh
# On Windows: installs dist/*-setup.exe, uses the program, updates it, removes it; the diary stays.
set -eu
cd "$(dirname "$0")/../.."
fail() { echo "FAILED: $*" >&2; exit 1; }

setup=$(ls dist/*-setup.exe)
place='C:\ldn'
program=/c/ldn/ldn-desktop.exe
diary=$LOCALAPPDATA\\ldn-desktop
# Git's shell would take /VERYSILENT for a folder.
silent() { MSYS2_ARG_CONV_EXCL='*' "$@" /VERYSILENT /SUPPRESSMSGBOXES /NORESTART; }
# Below it lies what matplotlib remembers of fonts.
digest() { find "$(cygpath "$diary")" -maxdepth 1 -type f -name '*.json' -exec sha256sum {} + | sort; }

silent "$setup" "/DIR=$place"
"$program" add --date 2026-01-31 fatigue=5
before=$(digest)
[ -n "$before" ] || fail "there is no diary in $diary"
packaging/ci/try_frozen.sh "$program"

touch /c/ldn/_internal/of-an-older-version
silent "$setup" "/DIR=$place"
[ ! -e /c/ldn/_internal/of-an-older-version ] || fail "the update left the older version's files"
[ "$(digest)" = "$before" ] || fail "the update touched the diary"

silent /c/ldn/unins000.exe
# A copy of the remover ends a moment after the remover itself.
for _try in 1 2 3 4 5 6 7 8 9 10; do
	[ -e "$program" ] || break
	sleep 1
done
[ ! -e "$program" ] || fail "the removal left the program"
[ "$(digest)" = "$before" ] || fail "the removal touched the diary"
echo "installed, updated, removed; the diary untouched"
