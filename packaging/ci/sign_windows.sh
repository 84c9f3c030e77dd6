#!/bin/sh
# Signs the programs of dist/ldn-desktop and the installer, when a certificate is there.
#   WINDOWS_CERTIFICATE           the .pfx file in base64
#   WINDOWS_CERTIFICATE_PASSWORD  its password
set -eu
cd "$(dirname "$0")/../.."
if [ -z "${WINDOWS_CERTIFICATE:-}" ]; then
	echo "There is no certificate for Windows here, so nothing is signed."
	exit 0
fi
certificate=$(mktemp)
trap 'rm -f "$certificate"' EXIT
printf '%s' "$WINDOWS_CERTIFICATE" | base64 --decode >"$certificate"
signtool=$(find "/c/Program Files (x86)/Windows Kits/10/bin" -path '*x64/signtool.exe' | sort | tail -1)
for program in dist/ldn-desktop/*.exe dist/*-setup.exe; do
	[ -e "$program" ] || continue
	MSYS2_ARG_CONV_EXCL='*' "$signtool" sign /fd SHA256 /f "$(cygpath -w "$certificate")" \
		/p "$WINDOWS_CERTIFICATE_PASSWORD" /tr http://timestamp.digicert.com /td SHA256 "$program"
done
