#!/bin/sh
# The disk image: the application beside a link to Applications. make_dmg.sh VERSION
set -eu
cd "$(dirname "$0")/../.."
version=${1:?"which version?"}
stage=build/dmg
rm -rf "$stage"
mkdir -p "$stage"
cp -R "dist/LDN Desktop.app" "$stage/"
ln -s /Applications "$stage/Applications"
image=dist/ldn-desktop-$version-$(uname -m).dmg
# It fails with "Resource busy" while the system is still looking through the new files.
for pause in 5 20 0; do
	hdiutil create -volname "LDN Desktop" -srcfolder "$stage" -fs HFS+ -format ULFO -ov "$image" &&
		exit 0
	sleep $pause
done
exit 1
