#!/bin/sh
# Installs the archive into a home of its own on this machine, hears it as a screen reader does,
# prints and saves charts. The pages come to lie in build/printed. Needs root for the print server.
set -eu
cd "$(dirname "$0")/../.."
fail() { echo "FAILED: $*" >&2; exit 1; }
for tool in Xvfb dbus-run-session lpadmin /usr/sbin/cupsd /usr/lib/cups/daemon/cups-driverd; do
	PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null ||
		fail "apt-get install -y --no-install-recommends xvfb dbus at-spi2-core gir1.2-atspi-2.0 python3-gi cups"
done
/usr/bin/python3 -c 'import gi; gi.require_version("Atspi", "2.0")' ||
	fail "apt-get install -y python3-gi gir1.2-atspi-2.0 at-spi2-core"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/home"
tar --extract --xz --file="$(ls dist/ldn-desktop-*-linux-*.tar.xz)" --directory="$scratch"
HOME=$scratch/home sh "$scratch"/ldn-desktop-*/install.sh
program=$scratch/home/.local/bin/ldn-desktop
packaging/linux/try_reader.py "$program"
packaging/linux/try_printing.py "$program" build/printed
HOME=$scratch/home "$scratch/home/.local/lib/ldn-desktop/install.sh" --remove
[ ! -e "$program" ] || fail "the removal left the program"
