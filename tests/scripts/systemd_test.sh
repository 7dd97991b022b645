#!/usr/bin/env bash
# The unit as it is installed: systemd finds nothing to say about it, its sandbox keeps its score, and
# every path it names is a path that is installed or created by its sysusers and tmpfiles.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$(dirname "${TOCSIND:?the path of tocsind}")
command -v systemd-analyze >/dev/null || { echo "systemd-analyze is not here" && exit 77; }
[ -x "$TOCSIND" ] || { echo "$TOCSIND is not built" && exit 77; }

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
DESTDIR="$stage" cmake --install "$build" >"$stage/install.log" || { cat "$stage/install.log"; exit 1; }

fail() {
  echo "FAIL: $*"
  exit 1
}

unit=$(find "$stage" -name tocsind.service)
[ -n "$unit" ] || fail "the unit is not installed"

# The sandbox: 2.0 of 10 or better, judged without a running systemd.
systemd-analyze security --no-pager --offline=true --threshold=20 "$unit" >"$stage/score" ||
  { cat "$stage/score"; fail "the sandbox scores worse than 2.0"; }
grep Overall "$stage/score"

# The program and the config that it starts with are the ones installed.
read -r program option config < <(sed -n 's/^ExecStart=//p' "$unit")
[ -x "$stage$program" ] || fail "ExecStart names $program, which is not installed"
[ "$option" = --config ] || fail "ExecStart passes '$option', not --config"
[ -f "$stage$config" ] || fail "ExecStart names $config, which is not installed"
prefix=${program%/bin/tocsind}
[ -f "$stage$prefix/share/tocsin/english.model" ] || fail "the language model is not installed"
"$stage${program%tocsind}tocsin" parse --text </dev/null || fail "the installed programs do not find the model"
grep -q '/var/spool/tocsin/drop' "$stage$config" || fail "the config has another drop folder"
for folder in drop archive quarantine; do
  grep -Eq "^d /var/spool/tocsin/$folder " "$root/systemd/tocsin.tmpfiles" ||
    fail "tmpfiles does not create /var/spool/tocsin/$folder"
done
grep -q '^ReadWritePaths=-/var/spool/tocsin$' "$unit" || fail "the unit may not write the spool"

# systemd's own verdict, with the staged program in the installed one's place.
mkdir "$stage/verify"
sed "s|^ExecStart=/|ExecStart=$stage/|" "$unit" >"$stage/verify/tocsind.service"
verdict=$(systemd-analyze verify --no-pager --man=no --recursive-errors=yes \
  "$stage/verify/tocsind.service" 2>&1) || fail "systemd-analyze verify: $verdict"
[ -z "$verdict" ] || fail "systemd-analyze verify says: $verdict"

# And it does find what is wrong: a key that systemd does not know.
sed 's/^WatchdogSec=/WatchdogSecs=/' "$stage/verify/tocsind.service" >"$stage/verify/wrong.service"
wrong=$(systemd-analyze verify --no-pager --man=no --recursive-errors=yes \
  "$stage/verify/wrong.service" 2>&1 || true)
[[ $wrong == *WatchdogSecs* ]] || fail "a wrong key passes: $wrong"

# The account and the folders, by systemd's own programs, in the staged root.
mkdir -p "$stage/etc"
systemd-sysusers --root="$stage" "$root/systemd/tocsin.sysusers" 2>"$stage/sysusers.log" ||
  { cat "$stage/sysusers.log"; fail "sysusers"; }
grep -q '^tocsin:' "$stage/etc/passwd" || fail "sysusers made no account"
if [ "$(id -u)" -eq 0 ]; then
  systemd-tmpfiles --root="$stage" --create "$root/systemd/tocsin.tmpfiles" 2>"$stage/tmpfiles.log" ||
    { cat "$stage/tmpfiles.log"; fail "tmpfiles"; }
  [ "$(stat -c %a "$stage/var/spool/tocsin/drop")" = 2770 ] || fail "the drop folder's mode"
fi
echo "systemd_test: all as expected"
