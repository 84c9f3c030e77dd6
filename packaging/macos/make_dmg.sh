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
hdiutil create -volname "LDN Desktop" -srcfolder "$stage" -fs HFS+ -format ULFO -ov \
	"dist/ldn-desktop-$version.dmg"
