#!/bin/sh
# Installs what `make package` made into a bare Debian 12 and 13 and uses it there: no source, no
# Python, and, once it is installed, no network. Then it is removed where systemd runs, with the
# reminder on. Needs root, debootstrap, Xvfb, xdotool and systemd-container.
#
#   try_packages.sh            both
#   try_packages.sh trixie     one release
# shellcheck disable=SC2016  # the inner shell expands
set -eu
cd "$(dirname "$0")/../.."
here=$(pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/ldn-desktop-try

fail() { echo "FAILED: $*" >&2; exit 1; }
[ "$(id -u)" = 0 ] || fail "only root can make another root: sudo make try-packages"
for tool in debootstrap Xvfb xdotool systemd-nspawn; do
	command -v $tool >/dev/null || fail "apt-get install -y debootstrap xvfb xdotool systemd-container"
done

mkdir -p /tmp/.X11-unix
number=$(mktemp)
# The server finds a free display by itself and writes its number.
Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp -noreset 3>"$number" >/dev/null 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$here/build/root" "$number"' EXIT
timeout 30 sh -c 'until [ -s "$1" ]; do sleep 0.1; done' sh "$number" || fail "no screen"
screen=:$(cat "$number")

began=$(date +%s)
# say WORDS: with the seconds since the last time
say() {
	now=$(date +%s)
	printf '%6d s  %s\n' $((now - began)) "$*"
	began=$now
}

# fresh_root RELEASE: a bare system of that release, made once, copied each time
fresh_root() {
	bare=$cache/bare-$1
	if [ ! -e "$bare/.whole" ]; then
		rm -rf "$bare"
		mkdir -p "$cache"
		debootstrap --variant=minbase "$1" "$bare" ${MIRROR:+"$MIRROR"} >/dev/null
		chroot "$bare" useradd --create-home person
		touch "$bare/.whole"
	fi
	root=$here/build/root
	rm -rf "$root"
	cp -a --one-file-system "$bare" "$root"
	mkdir -p "$root/tmp/.X11-unix"
	cp packaging/ci/try_frozen.sh "$root/srv/"
}

# booted_root RELEASE: the same with systemd, which starts the person's own at once
booted_root() {
	booted=$cache/booted-$1
	if [ ! -e "$booted/.whole" ]; then
		fresh_root "$1"
		chroot "$root" sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends \
			systemd systemd-sysv dbus-user-session libpam-systemd' >build/try-deb.log 2>&1
		mkdir -p "$root/var/lib/systemd/linger"
		touch "$root/var/lib/systemd/linger/person"
		rm -rf "$booted" "$root/.whole"
		cp -a "$root" "$booted"
		touch "$booted/.whole"
	fi
	rm -rf "$root"
	cp -a "$booted" "$root"
}

# inside USER COMMAND: without network, with the screen's socket and nothing else of this machine
inside() {
	user=$1
	shift
	unshare --net --mount --pid --fork --kill-child sh -c '
		mount -t proc proc "$1/proc" && mount --bind /tmp/.X11-unix "$1/tmp/.X11-unix"
		exec chroot --userspec="$2" "$1" /usr/bin/env -i HOME="/home/$2" PATH=/usr/bin:/bin \
			DISPLAY="$3" LANG=C.UTF-8 sh -c "cd; $4"
	' sh "$root" "$user" "$screen" "$*"
}

# Start it as the menu does, touch "Crash day", tear the window away: the diary has it.
use_the_window() {
	entry=$1
	mkdir "$root/home/person/window"
	echo '{"welcomed": true}' >"$root/home/person/window/settings.json"
	chroot "$root" chown -R person: /home/person/window
	start=$(sed -n 's/^Exec=//p' "$root$entry")
	(inside person "$start --diary ~/window" || true; touch "$root/ended") &
	job=$!
	window=$(DISPLAY=$screen timeout 60 xdotool search --sync --onlyvisible --name '^LDN Desktop' | tail -1)
	[ -n "$window" ] || fail "no window"
	sleep 2
	DISPLAY=$screen xdotool windowfocus "$window"
	touch_keys c
	sleep 1
	touch_keys ctrl+2
	sleep 4
	if command -v import >/dev/null; then
		DISPLAY=$screen import -window "$window" "$here/build/window-$2.png"
	fi
	DISPLAY=$screen xdotool windowkill "$window" # the hardest way out there is
	for _try in $(seq 1 60); do
		[ -e "$root/ended" ] && break
		sleep 0.5
	done
	[ -e "$root/ended" ] || fail "the program outlives its window"
	wait $job
	inside person "$start check --diary ~/window" >/dev/null || fail "the diary is not sound"
	inside person "$start show --json --diary ~/window" | grep -q '"crash": true' ||
		fail "the touch is not in the diary"
	say "the window opened from the menu's entry, and its touch is in the diary"
}

touch_keys() {
	DISPLAY=$screen xdotool key --clearmodifiers "$1"
	sleep 0.5
}

reminders() { find "$root/home/person" -name '*remind*' ! -path '*/_internal/*'; }
digest() { (cd "$root$1" && find . -type f -name '*.json' -exec sha256sum {} + | sort); }

# Install, update, use, purge.
try_deb() {
	deb=$(ls "$here"/dist/ldn-desktop_*.deb)
	echo "== $(basename "$deb") in Debian $1"
	fresh_root "$1"
	cp "$deb" "$root/srv/new.deb"
	# An older version first: the same program under a smaller number.
	dpkg-deb --raw-extract "$deb" build/older
	sed -i 's/^Version: .*/Version: 0.0.1/' build/older/DEBIAN/control
	dpkg-deb --root-owner-group -Znone --build build/older "$root/srv/old.deb" >/dev/null
	rm -rf build/older
	chroot "$root" sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends /srv/old.deb' \
		>build/try-deb.log 2>&1 || { tail -5 build/try-deb.log; fail "the .deb does not install"; }
	inside person 'ldn-desktop add --date 2026-01-31 fatigue=5 >/dev/null' || fail "the older version"
	diary=/home/person/.local/share/ldn-desktop
	before=$(digest $diary)
	chroot "$root" sh -c 'apt-get install -y -qq --no-install-recommends /srv/new.deb' >>build/try-deb.log 2>&1
	[ "$(digest $diary)" = "$before" ] || fail "the update touched the diary"
	[ -n "$before" ] || fail "there was no diary"
	say "updated over an older version, the diary untouched"
	[ ! -e "$root/usr/bin/python3" ] || fail "the root has a Python"
	inside person 'sh /srv/try_frozen.sh ldn-desktop ~/tried'
	use_the_window /usr/share/applications/ldn-desktop.desktop "deb-$1"
	if [ "$1" = trixie ]; then
		chroot "$root" apt-get install -y -qq --no-install-recommends appstream >>build/try-deb.log 2>&1
		# As long as no repository is public there is no homepage to name.
		chroot "$root" appstreamcli validate --no-net --strict --override=url-homepage-missing=pedantic \
			/usr/share/metainfo/org.ldn_desktop.LDNDesktop.metainfo.xml || fail "AppStream"
	fi
	inside person 'ldn-desktop remind --at 20 >/dev/null'
	[ -n "$(reminders)" ] || fail "the reminder is not on"
	chroot "$root" apt-get purge -y -qq ldn-desktop >>build/try-deb.log 2>&1
	[ ! -e "$root/usr/lib/ldn-desktop" ] || fail "the purge left the program"
	[ "$(digest $diary)" = "$before" ] || fail "the purge touched the diary"
	[ -z "$(reminders)" ] || fail "the purge left $(reminders)"
	say "purged with the reminder that was on, the diary untouched"
}

# Remove it where systemd runs, with the reminder on.
try_removal() {
	echo "== removal of the reminder from systemd in Debian $1"
	booted_root "$1"
	cp "$here"/dist/ldn-desktop_*.deb "$root/srv/new.deb"
	chroot "$root" sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends /srv/new.deb' \
		>build/try-deb.log 2>&1 || { tail -5 build/try-deb.log; fail "the .deb does not install"; }
	cp packaging/linux/try_removal_in_room.sh "$root/srv/"
	cat >"$root/etc/systemd/system/trial.service" <<-END
		[Service]
		Type=oneshot
		ExecStart=/srv/try_removal_in_room.sh
		ExecStopPost=systemctl poweroff --no-block
		StandardOutput=file:/srv/removal.txt
		StandardError=inherit
	END
	mkdir -p "$root/etc/systemd/system/multi-user.target.wants"
	ln -s ../trial.service "$root/etc/systemd/system/multi-user.target.wants/"
	# Where this machine itself has no systemd, there is nobody to register with.
	alone=
	[ -d /run/systemd/system ] || alone="--register=no --keep-unit"
	# shellcheck disable=SC2086  # words
	timeout 300 systemd-nspawn --quiet $alone --private-network --directory="$root" --boot \
		</dev/null >build/try-removal.log 2>&1 || true
	cat "$root/srv/removal.txt" || { tail -20 build/try-removal.log; fail "it did not boot"; }
	[ "$(tail -1 "$root/srv/removal.txt")" = removed ] || fail "the reminder outlives the program"
	say "removed, and nothing of the reminder runs or is left"
}

# The same, without root.
try_archive() {
	archive=$(ls "$here"/dist/ldn-desktop-*-linux-*.tar.xz)
	echo "== $(basename "$archive") in Debian $1"
	fresh_root "$1"
	tar --extract --xz --file="$archive" --directory="$root/home/person"
	chroot "$root" chown -R person: /home/person
	inside person './ldn-desktop-*/install.sh' || fail "the archive does not install"
	inside person '$HOME/.local/bin/ldn-desktop add --date 2026-01-31 fatigue=5 >/dev/null'
	before=$(digest $diary)
	inside person './ldn-desktop-*/install.sh' >/dev/null
	inside person 'rm -rf ./ldn-desktop-*'
	inside person 'sh /srv/try_frozen.sh ~/.local/bin/ldn-desktop ~/tried'
	use_the_window /home/person/.local/share/applications/ldn-desktop.desktop "archive-$1"
	inside person '$HOME/.local/bin/ldn-desktop remind --at 20 >/dev/null'
	[ -n "$(reminders)" ] || fail "the reminder is not on"
	inside person '$HOME/.local/lib/ldn-desktop/install.sh --remove'
	[ ! -e "$root/home/person/.local/lib/ldn-desktop" ] || fail "the removal left the program"
	[ "$(digest $diary)" = "$before" ] || fail "updating and removing touched the diary"
	[ -z "$(reminders)" ] || fail "the removal left $(reminders)"
	say "installed without root, updated, removed with the reminder; the diary untouched"
}

for release in ${1:-bookworm trixie}; do
	began=$(date +%s)
	try_deb "$release"
	try_archive "$release"
	try_removal "$release"
done
