#!/usr/bin/env bash
# The tree keeps to scripts/floors.txt, and scripts/check-floors notices when one does not.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
"$root/scripts/check-floors" "$root"

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree/scripts"
cp "$root/scripts/floors.txt" "$tree/scripts/"

# expect RESULT FILE INCLUDE-LINE: a tree with just this line in just this file passes, or is caught.
failures=0
expect() {
  rm -rf "${tree:?}"/{base,news,world,store,extract,rules,intake,alert,config,daemon,cli,tests}
  mkdir -p "$tree/$(dirname "$2")"
  printf '// job\n%s\n' "$3" >"$tree/$2"
  local got=passes
  "$root/scripts/check-floors" "$tree" >"$tree/output" || got=caught
  if [ "$got" = caught ] && ! grep -qF "$2:2:" "$tree/output"; then got="caught without its line"; fi
  if [ "$got" != "$1" ]; then
    echo "FAIL: $2 with $3: want $1, got $got"
    failures=$((failures + 1))
  fi
}

expect passes rules/a.cc '#include "rules/b.h"'
expect passes rules/a.cc '#include "store/b.h"'
expect passes rules/a.cc '#include <vector>'
expect passes extract/event/a.cc '#include "world/gazetteer.h"'
expect passes tests/rules/a_test.cc '#include "store/b.h"'
expect passes store/a.cc '#include <SQLiteCpp/Database.h>'
expect passes rules/a.cc '// #include "daemon/b.h"'
expect passes tests/alert/a_test.cc '#include <boost/asio.hpp>'
expect caught base/a.h '#include "news/b.h"'
expect caught store/a.cc '#include "rules/b.h"'
expect caught world/a.cc '#include "store/b.h"'
expect caught rules/a.cc '#include "extract/event/b.h"'
expect caught extract/read/a.cc '#include "extract/language/b.h"'
expect caught tests/store/a_test.cc '#include "daemon/b.h"'
expect caught rules/a.cc '  #  include "daemon/b.h"'
expect caught daemon/a.cc '#include "SQLiteCpp/Database.h"'
expect caught rules/a.cc '#include <sqlite3.h>'
expect caught alert/a.cc '#include <boost/asio.hpp>'
expect caught rules/a.cc '#include "b.h"'

[ "$failures" -eq 0 ] || exit 1
echo "floors_test: all as expected"
