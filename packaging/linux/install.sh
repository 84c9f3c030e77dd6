#!/bin/sh
# Installs LDN Desktop for this person alone; nobody's password is needed.
#
#   ./install.sh                 into ~/.local
#   ./install.sh --prefix DIR    somewhere else
#   ./install.sh --remove        take the program away again; the diary stays
set -eu

here=$(cd "$(dirname "$0")" && pwd)
prefix=$HOME/.local
remove=no
while [ $# -gt 0 ]; do
	case $1 in
	--prefix) prefix=${2:?"--prefix needs a folder"}; shift ;;
	--remove) remove=yes ;;
	*) sed -n '2,6s/^# \{0,1\}//p' "$0"; [ "$1" = --help ] && exit 0; exit 2 ;;
	esac
	shift
done
case $prefix in /*) ;; *) prefix=$(pwd)/$prefix ;; esac

home=$prefix/lib/ldn-desktop
share=$prefix/share

tell_the_menu() {
	# Desktops that have these notice at once; others at the next login.
	update-desktop-database -q "$share/applications" 2>/dev/null || true
	gtk-update-icon-cache -q -t "$share/icons/hicolor" 2>/dev/null || true
}

take_away() {
	rm -rf "$home" "$home.new" "$home.old"
	rm -f "$prefix/bin/ldn-desktop" "$share/applications/ldn-desktop.desktop" \
		"$share/man/man1/ldn-desktop.1.gz" \
		"$share/metainfo/org.ldn_desktop.LDNDesktop.metainfo.xml" \
		"$share"/icons/hicolor/*/apps/ldn-desktop.png \
		"$share/icons/hicolor/scalable/apps/ldn-desktop.svg"
}

if [ $remove = yes ]; then
	# The scheduler must not look for a program that is gone.
	"$home/ldn-desktop" remind --off >/dev/null 2>&1 || true
	take_away
	tell_the_menu
	echo "LDN Desktop is removed. The diary was not touched."
	exit 0
fi

# The new program is whole before the old one goes.
mkdir -p "$prefix/lib" "$prefix/bin"
rm -rf "$home.new" "$home.old"
cp -R "$here/program" "$home.new"
cp "$here/install.sh" "$home.new/install.sh"

# Libraries of the screen belong to the system; where it lacks one, ours steps in.
inside=$home.new/_internal
lacking() {
	find "$inside" -name '*.so*' -type f -exec env LD_LIBRARY_PATH="$inside" ldd {} + 2>/dev/null |
		sed -n 's/^[[:space:]]*\([^ ]*\) => not found$/\1/p' | sort -u
}
found=yes
while [ $found = yes ]; do
	found=no
	for library in $(lacking); do
		if [ -e "$here/screen/$library" ]; then
			cp "$here/screen/$library" "$inside/"
			found=yes
		fi
	done
done

[ -e "$home" ] && mv "$home" "$home.old"
mv "$home.new" "$home"
rm -rf "$home.old"
ln -sf "$home/ldn-desktop" "$prefix/bin/ldn-desktop"

(cd "$here/share" && find . -type f) | while read -r file; do
	mkdir -p "$share/$(dirname "$file")"
	cp "$here/share/$file" "$share/$file"
done
sed "s#^Exec=.*#Exec=\"$home/ldn-desktop\"#" "$here/share/applications/ldn-desktop.desktop" \
	>"$share/applications/ldn-desktop.desktop"
tell_the_menu

echo "LDN Desktop is installed in $home."
echo "It stands in the menu; in a terminal: $prefix/bin/ldn-desktop"
echo "To remove it: $home/install.sh --remove$([ "$prefix" = "$HOME/.local" ] || echo " --prefix $prefix")"
