#!/bin/sh
# Inside a Debian that systemd has booted: a person switches the reminder on, and the package is
# removed. Nothing may be left that runs. Ends with "removed" or with what was left.
set -eu
person=person
uid=$(id -u $person)
home=/home/$person
fail() { echo "FAILED: $*"; exit 1; }
as_person() {
	setpriv --reuid="$uid" --regid="$uid" --clear-groups -- env --ignore-environment \
		PATH=/usr/bin:/bin HOME="$home" LANG=C.UTF-8 XDG_RUNTIME_DIR="/run/user/$uid" "$@"
}
user() { as_person systemctl --user "$@"; }
digest() { (cd "$home/.local/share/ldn-desktop" && find . -name 'diary*' ! -name '*.lock' -type f -exec sha256sum {} + | sort); }
left() { find "$home" -name '*remind*' -o -path "$home/.config/*ldn*" | sort; }

timeout 60 sh -c "until [ -S /run/user/$uid/systemd/private ]; do sleep 0.5; done" || fail "no session"
as_person ldn-desktop add --date 2026-01-31 fatigue=5 >/dev/null
before=$(digest)
as_person ldn-desktop remind --at 20
[ "$(user is-active ldn-desktop-remind.timer)" = active ] || fail "the timer does not run"
user list-timers --no-pager ldn-desktop-remind.timer | head -2

# A program that vanished without a word: systemd passes over it.
mv /usr/lib/ldn-desktop /usr/lib/elsewhere
user start ldn-desktop-remind.service || fail "without the program the service fails"
state=$(user show --property=Result,ConditionResult,ActiveState ldn-desktop-remind.service | sort | tr '\n' ' ')
[ "$state" = "ActiveState=inactive ConditionResult=no Result=success " ] || fail "the service is $state"
mv /usr/lib/elsewhere /usr/lib/ldn-desktop
echo "without the program: $state"

apt-get remove -y -qq ldn-desktop >/dev/null 2>/srv/removal.log || fail "$(cat /srv/removal.log)"
[ ! -e /usr/lib/ldn-desktop ] || fail "the program is still there"
[ -z "$(left)" ] || fail "left: $(left)"
user is-active --quiet ldn-desktop-remind.timer && fail "the timer still runs"
loaded=$(user list-units --all --no-legend --no-pager 'ldn-desktop*')
[ -z "$loaded" ] || fail "systemd still has $loaded"
[ "$(digest)" = "$before" ] || fail "the removal touched the diary"
echo "removed"
