#!/usr/bin/env bash
# scripts/install-deps on a faked machine: asks apt for what is missing and nothing else, and says
# plainly when it may not.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
machine=$(mktemp -d)
trap 'rm -rf "$machine"' EXIT
mkdir "$machine/bin"
for tool in bash env sed grep dirname cat mktemp rm tail; do ln -s "$(command -v "$tool")" "$machine/bin/$tool"; done

# fake NAME: the program NAME of the faked machine; its text comes on standard input.
fake() {
  { echo '#!/usr/bin/env bash'; cat; } >"$machine/bin/$1"
  chmod +x "$machine/bin/$1"
}
fake dpkg-query <<<"grep -qx \"\${!#}\" '$machine/installed' && echo installed || exit 1"
fake apt-get <<<"echo \"apt-get \$*\" >>'$machine/calls'"
fake id <<<"cat '$machine/id'"

failures=0
# run WANTED-STATUS ARGUMENT...: runs the script there; its words are in $machine/output.
run() {
  local wanted=$1 status=0
  shift
  : >"$machine/calls"
  PATH="$machine/bin" "$root/scripts/install-deps" "$@" >"$machine/output" 2>&1 </dev/null || status=$?
  [ "$status" -eq "$wanted" ] || wrong "install-deps $*: status $status, not $wanted"
}
wrong() {
  echo "FAIL: $*"
  sed 's/^/  /' "$machine/output" "$machine/calls"
  failures=$((failures + 1))
}
says() { grep -q -- "$1" "$machine/output" || wrong "it does not say: $1"; }
calls() { grep -q -- "$1" "$machine/calls" || wrong "it does not call: $1"; }
calls_nothing() { [ ! -s "$machine/calls" ] || wrong "it calls apt"; }
packages() { awk -v set="$1" '$1 == set {print $2}' "$root/scripts/packages.txt"; }

echo 0 >"$machine/id"
{ packages build; packages test; } >"$machine/installed"
run 0
calls_nothing
says 'packages are there (build)'
run 0 --test
calls_nothing
run 0 --bare-machine
calls 'install -y --no-install-recommends debootstrap$'

packages build | grep -vx ninja-build >"$machine/installed"
run 0
calls ' update$'
calls 'install -y --no-install-recommends ninja-build$'
run 0 --test
calls 'install .* ninja-build .*libgtest-dev'

echo 1000 >"$machine/id"
run 1
calls_nothing
says 'as root, run: apt-get install --no-install-recommends ninja-build'

fake sudo <<<"echo \"sudo \$1\" >>'$machine/calls'; shift; exec \"\$@\""
run 0
calls '^sudo -n$' # no terminal: it must not wait for a password
calls 'install -y --no-install-recommends ninja-build$'

fake apt-get <<<'echo "E: no such mirror"; exit 100'
run 1
says 'no such mirror'
says 'apt failed'

run 2 --tests
says "unknown argument '--tests'"
[ "$failures" -eq 0 ] || exit 1
echo "install_deps_test: all as expected"
