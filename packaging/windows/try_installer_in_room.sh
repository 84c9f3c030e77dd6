#!/bin/sh
# Inside a Debian 13 with Wine: compiles the installer in /srv/source and uses it. The diary stays
# as it is, byte for byte. try_installer_in_room.sh VERSION; needs DISPLAY.
set -eu
version=${1:?"which version?"}
export WINEPREFIX=/srv/prefix WINEDEBUG=-all HOME=/root
export WINEDLLOVERRIDES='mscoree=;mshtml=;winedbg.exe=;ucrtbase=n,b'
place=$WINEPREFIX/drive_c/ldn
tasks=$WINEPREFIX/drive_c/windows/system32/tasks
local=$WINEPREFIX/drive_c/users/$(id -un)/AppData/Local/ldn-desktop

began=$(date +%s)
# say WORDS: with the seconds since the last time
say() {
	now=$(date +%s)
	printf '%6d s  %s\n' $((now - began)) "$*"
	began=$now
}
fail() { echo "FAILED: $*" >&2; exit 1; }
# Pipes as streams: a program of Windows may not take others.
windows() { limit=$1; shift; timeout "$limit" /usr/lib/wine/wine64 "$@" </dev/null 2>&1 | cat; }
ldn() { windows 120 "$place/ldn-desktop.exe" "$@"; }
digest() { (cd "$local" && find . -maxdepth 1 -name 'diary*' -type f ! -name '*.lock' -exec sha256sum {} + | sort); }
reminders() { find "$tasks" -type f -name 'LDN Desktop reminder for *' | wc -l; }
silent() { windows 600 "$@" /VERYSILENT /SUPPRESSMSGBOXES /NORESTART; }
install() { silent "$setup" /ALLUSERS '/DIR=C:\ldn' '/LOG=C:\setup.log'; }
waits_until() { timeout 120 sh -c "until $1; do sleep 1; done" || fail "$2"; }

windows 240 wineboot.exe -u
windows 60 winecfg.exe -v win10
cp /srv/system32/ucrtbase.dll /srv/system32/icuuc.dll "$WINEPREFIX/drive_c/windows/system32/"
say "Wine $(/usr/lib/wine/wine64 --version)"

cd /srv/source
setup=dist/ldn-desktop-$version-setup.exe
rm -f "$setup"
windows 1200 /srv/inno/bin/ISCC.exe /Q "/DVersion=$version" packaging/windows/ldn-desktop.iss
[ -s "$setup" ] || fail "the installer was not compiled"
say "compiled: $(($(stat -c %s "$setup") / 1048576)) MiB"

install
[ -e "$place/LDN Desktop.exe" ] || fail "nothing was installed: $(tail -3 "$WINEPREFIX/drive_c/setup.log")"
grep -q 'GNU LESSER GENERAL PUBLIC LICENSE' "$place/_internal/licences/pyside6-essentials.txt" ||
	fail "Qt's licence is not installed"
say "installed"
ldn add --date 2026-01-31 fatigue=5 >/dev/null
before=$(digest)
[ -n "$before" ] || fail "there is no diary in $local"
say "recorded a day"

ldn remind --at 20 >/dev/null
[ "$(reminders)" = 1 ] || fail "the reminder is no task of the scheduler"
# Two people of one computer: another one's task, which only an administrator may remove.
cp "$(find "$tasks" -name 'LDN Desktop reminder for *')" "$tasks/LDN Desktop reminder for somebody"
[ "$(reminders)" = 2 ] || fail "the other person's reminder is no task"
say "switched the reminder on, for two people"

touch "$place/_internal/of-an-older-version"
install
[ ! -e "$place/_internal/of-an-older-version" ] || fail "the update left the older version's files"
[ "$(digest)" = "$before" ] || fail "the update touched the diary"
[ "$(reminders)" = 2 ] || fail "the update took a reminder away"
say "updated while closed, the diary untouched"

/usr/lib/wine/wine64 "$place/LDN Desktop.exe" </dev/null >/dev/null 2>&1 &
window=$!
waits_until "xdotool search --onlyvisible --name '^LDN Desktop' >/dev/null" "no window"
before=$(digest)
touch "$place/_internal/of-this-version"
install
[ -e "$place/_internal/of-this-version" ] || fail "files were replaced under the open window"
silent "$place/unins000.exe"
[ -e "$place/ldn-desktop.exe" ] || fail "the program was removed under the open window"
kill -9 $window
wait $window 2>/dev/null || true
ldn check >/dev/null || fail "the diary is not sound"
[ "$(digest)" = "$before" ] || fail "the refused update touched the diary"
say "neither updated nor removed while open, the diary untouched"

install
[ ! -e "$place/_internal/of-this-version" ] || fail "the window is closed, and nothing was updated"
ldn show --date 2026-01-31 --json | grep -q '"fatigue": 5' || fail "the updated program shows no day"
say "updated once closed"

silent "$place/unins000.exe"
waits_until "[ ! -e '$place/ldn-desktop.exe' ]" "the removal left the program"
[ "$(digest)" = "$before" ] || fail "the removal touched the diary"
[ "$(reminders)" = 0 ] || fail "the removal left a reminder: $(ls "$tasks")"
plans=$(find "$WINEPREFIX/drive_c/users" -name reminder.json)
[ -z "$plans" ] || fail "the removal left the reminder's plan: $plans"
say "removed with both reminders, the diary untouched"
/usr/lib/wine/wineserver64 -k || true
