#!/bin/sh
# Uses a program as a person would, on every system: try_frozen.sh PROGRAM [FOLDER]
# Needs nothing but a shell: no Python, no source, no screen, no network.
set -eu
program=${1:?"which program?"}
folder=${2:-$(mktemp -d)}
diary=$folder/diary
# Where Wine runs the program, its system is not the shell's.
system=${SYSTEM:-$(uname)}

say() { printf '%s\n' "$*"; }
fail() { say "FAILED: $*" >&2; exit 1; }
ldn() { "$program" "$@"; }

ldn --version | grep -q '^LDN Desktop [0-9]' || fail "no version"
ldn guide | grep -qi naltrexone || fail "the guide is not shipped"

ldn add --diary "$diary" --date 2026-01-31 fatigue=5 pain=2.5 crash dose=1.5 'note=Schlecht geschlafen äöü'
ldn show --diary "$diary" --date 2026-01-31 --json >"$folder/day.json"
grep -q '"fatigue": 5' "$folder/day.json" || fail "the score is not kept"
grep -q '"crash": true' "$folder/day.json" || fail "the crash is not kept"
ldn check --diary "$diary" || fail "the diary is not sound"
say "kept a day"

if ldn add --diary "$diary" fatigue=11 2>"$folder/refused"; then fail "a score of 11 was taken"; fi
grep -q Traceback "$folder/refused" && fail "a traceback was shown"
say "refused a score of 11: $(head -1 "$folder/refused")"

ldn export --diary "$diary" "$folder/diary.csv"
grep -q '2026-01-31' "$folder/diary.csv" || fail "the export lacks the day"
ldn import --diary "$folder/other" "$folder/diary.csv"
ldn show --diary "$folder/other" --date 2026-01-31 --json | grep -q '"fatigue": 5' ||
	fail "what was exported does not come back"
say "took it out and brought it in again"

ldn report --diary "$diary" "$folder/report.pdf" --from 2026-01-01 --to 2026-01-31
head -c 5 "$folder/report.pdf" | grep -q '%PDF-' || fail "the report is no PDF"
say "printed the report"

ldn export --diary "$diary" "$folder/diary.json"
ldn import --diary "$folder/third" "$folder/diary.json" >/dev/null
ldn show --diary "$folder/third" --date 2026-01-31 --json | grep -q '"pain": 2.5' ||
	fail "what was exported as JSON does not come back"
ldn --demo compare | grep -qi fatigue || fail "nothing is compared"
say "compared the phases of the invented diary"

# A person types two words of the recovery sheet back, while the program waits.
encrypt() {
	mkfifo "$folder/typed"
	ldn encrypt --diary "$folder/secret" --sheet "$folder/sheet.txt" --passphrase-fd 3 \
		3<"$folder/passphrase" <"$folder/typed" >/dev/null 2>"$folder/asked" &
	encrypting=$!
	exec 4>"$folder/typed"
	asked=
	for _try in $(seq 1 600); do
		asked=$(sed -n 's/.* words \([0-9]*\) and \([0-9]*\)[^0-9].*/\1 \2/p' "$folder/asked")
		[ -z "$asked" ] && kill -0 $encrypting 2>/dev/null || break
		sleep 0.1
	done
	[ -n "$asked" ] || { kill $encrypting; fail "no words were asked for: $(cat "$folder/asked")"; }
	for number in $asked; do
		tr '\n' ' ' <"$folder/sheet.txt" | sed -E "s/.*[^0-9]$number ([a-z]+).*/\1 /"
	done | tr '\n' ' ' >&4
	exec 4>&-
	wait $encrypting || { cat "$folder/asked" >&2; fail "it was not encrypted"; }
}
if [ "$system" = Linux ] || [ "$system" = Darwin ]; then
	cp -R "$diary" "$folder/secret"
	echo 'three plain words' >"$folder/passphrase"
	echo 'three other words' >"$folder/wrong"
	encrypt
	ldn show --diary "$folder/secret" --date 2026-01-31 --json --passphrase-fd 3 3<"$folder/passphrase" |
		grep -q '"fatigue": 5' || fail "the passphrase does not open the diary"
	if ldn show --diary "$folder/secret" --passphrase-fd 3 3<"$folder/wrong" 2>"$folder/refused"; then
		fail "other words open the diary"
	fi
	grep -q Traceback "$folder/refused" && fail "a traceback was shown"
	grep -rqs geschlafen "$folder/secret" && fail "the note can be read without the passphrase"
	say "encrypted it; other words: $(head -1 "$folder/refused")"
fi

# Killed at any moment, it has kept every answer that it said was kept.
kept=0
for number in $(seq 1 20); do
	day=$(printf '2025-03-%02d' "$number")
	moment=$((number * 15))
	(sleep "$((moment / 100)).$(printf '%02d' $((moment % 100)))"; kill -9 "$(cat "$folder/pid")" 2>/dev/null) &
	killer=$!
	"$program" add --diary "$diary" --date "$day" fatigue=7.5 >/dev/null 2>&1 &
	echo $! >"$folder/pid"
	if wait $! 2>/dev/null; then
		kept=$((kept + 1))
		ldn show --diary "$diary" --date "$day" --json | grep -q '"fatigue": 7.5' ||
			fail "the answer of $day was lost"
	fi
	wait $killer || true
	ldn check --diary "$diary" >/dev/null || fail "the diary broke at kill $number"
done
say "killed 20 times: $kept answers were said to be kept, and all are"

ldn tour --out "$folder/tour" >"$folder/tour.txt" || { cat "$folder/tour.txt"; fail "the tour"; }
for name in today.png charts.png guide.png report.pdf; do
	[ -s "$folder/tour/$name" ] || fail "the tour lacks $name"
done
say "toured the window"
say "All is well."
