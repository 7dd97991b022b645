#!/usr/bin/env bash
# scripts/run: the samples' alerts come, a second run works in the same folder, what it did not make is
# not touched, and at the end no process is left.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
[ -x "${TOCSIND:?the path of tocsind}" ] || { echo "$TOCSIND is not built" && exit 77; }
TOCSIN_PROGRAMS=$(dirname "$TOCSIND")
export TOCSIN_PROGRAMS
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
run=$folder/run

fail() {
  echo "FAIL: $*"
  [ ! -f "$run/tocsind.log" ] || tail -n 30 "$run/tocsind.log"
  exit 1
}
none_left() { ! pgrep -f -- "--config $run/tocsin.yml" >/dev/null; }

"$root/scripts/run" --check "$run" </dev/null >"$folder/first" 2>&1 ||
  { cat "$folder/first"; fail "the first run"; }
none_left || fail "tocsind is still running after the first run"
grep -q 'ambassador-expulsion; NOR -> PRT' "$folder/first" || { cat "$folder/first"; fail "no expulsion shown"; }

"$root/scripts/run" --check "$run" </dev/null >"$folder/second" 2>&1 ||
  { cat "$folder/second"; fail "the second run"; }
[ -s "$run/previous/alerts.jsonl" ] || fail "the first run's alerts are not in previous/"

# Without --check it stays up, until it is told to stop.
"$root/scripts/run" "$run" </dev/null >"$folder/third" 2>&1 &
third=$!
for _ in $(seq 300); do
  ! grep -q 'watching until Ctrl-C' "$folder/third" || break
  kill -0 "$third" 2>/dev/null || break
  sleep 0.2
done
grep -q 'watching until Ctrl-C' "$folder/third" || { cat "$folder/third"; fail "it does not stay up"; }
! "$root/scripts/run" --check "$run" </dev/null >"$folder/beside" 2>&1 || fail "two runs share a folder"
kill -TERM "$third"
wait "$third" && fail "a stopped run says that all went well"
none_left || fail "tocsind is still running after the run was stopped"
grep -q 'tocsind has stopped' "$folder/third" || fail "it did not stop tocsind itself"

mkdir "$folder/mine"
echo precious >"$folder/mine/tocsin.yml"
! "$root/scripts/run" --check "$folder/mine" </dev/null >"$folder/fourth" 2>&1 || fail "it took a folder that is not its own"
grep -q precious "$folder/mine/tocsin.yml" || fail "it changed a file that is not its own"
echo "run_test: all as expected"
