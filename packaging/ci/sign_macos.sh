#!/bin/sh
# Signs and notarises the application, when the secrets are there.
#   MACOS_CERTIFICATE, MACOS_CERTIFICATE_PASSWORD   the .p12 file in base64, and its password
#   MACOS_IDENTITY                                  "Developer ID Application: …"
#   MACOS_NOTARY_APPLE_ID, MACOS_NOTARY_TEAM_ID, MACOS_NOTARY_PASSWORD
set -eu
cd "$(dirname "$0")/../.."
if [ -z "${MACOS_CERTIFICATE:-}" ]; then
	echo "There is no certificate for macOS here, so nothing is signed."
	exit 0
fi
keys=$(mktemp -d)
trap 'security delete-keychain "$keys/build.keychain"; rm -rf "$keys"' EXIT
secret=$(openssl rand -hex 24)
printf '%s' "$MACOS_CERTIFICATE" | base64 --decode >"$keys/certificate.p12"
security create-keychain -p "$secret" "$keys/build.keychain"
# It would close itself after five minutes, in the midst of some hundred signatures.
security set-keychain-settings -lut 3600 "$keys/build.keychain"
security unlock-keychain -p "$secret" "$keys/build.keychain"
security import "$keys/certificate.p12" -k "$keys/build.keychain" \
	-P "$MACOS_CERTIFICATE_PASSWORD" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -s -k "$secret" "$keys/build.keychain" >/dev/null
security list-keychains -d user -s "$keys/build.keychain"
application="dist/LDN Desktop.app"
codesign --deep --force --options runtime --timestamp --sign "$MACOS_IDENTITY" \
	--keychain "$keys/build.keychain" --entitlements packaging/macos/entitlements.plist "$application"
codesign --verify --deep --strict "$application"
if [ -n "${MACOS_NOTARY_APPLE_ID:-}" ]; then
	ditto -c -k --keepParent "$application" "$keys/application.zip"
	# It may end well though Apple said no; then there is no ticket, and the stapler fails.
	xcrun notarytool submit "$keys/application.zip" --wait --apple-id "$MACOS_NOTARY_APPLE_ID" \
		--team-id "$MACOS_NOTARY_TEAM_ID" --password "$MACOS_NOTARY_PASSWORD"
	xcrun stapler staple "$application"
fi
