#!/usr/bin/env bash
# scripts/tidy in a small tree: finds a fault, remembers what is clean, and reads a source again when
# it, or a header that it includes through another, has changed.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
command -v clang-tidy-14 >/dev/null || { echo "clang-tidy-14 is not here" && exit 77; }
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
export TOCSIN_LINT_CACHE=$tree/cache

mkdir -p "$tree"/{scripts,base,build}
cp "$root/scripts/tidy" "$tree/scripts/"
cp "$root/.clang-tidy" "$tree/"
printf '#include "base/one.h"\nint answer() { return two(); }\n' >"$tree/base/a.cc"
printf '#pragma once\n#include "base/two.h"\n' >"$tree/base/one.h"
printf '#pragma once\ninline int two() { return 2; }\n' >"$tree/base/two.h"
cat >"$tree/build/compile_commands.json" <<JSON
[{"directory": "$tree/build", "file": "$tree/base/a.cc", "command": "/usr/bin/c++ -std=c++20 -I$tree -c $tree/base/a.cc"}]
JSON

# expect STATUS TEXT: a run ends with the status and says the text.
expect() {
  local status=0
  (cd "$tree" && scripts/tidy build) >"$tree/output" 2>&1 || status=$?
  if [ "$status" -ne "$1" ] || ! grep -q -- "$2" "$tree/output"; then
    echo "FAIL: want status $1 and '$2', got $status and:"
    cat "$tree/output"
    exit 1
  fi
}
expect 0 '1 sources read, 0 known to be clean, 0 with findings'
expect 0 '0 sources read, 1 known to be clean, 0 with findings'
printf '#pragma once\ninline int* two() { return 0; }\n' >"$tree/base/two.h"
printf '#include "base/one.h"\nint answer() { return *two(); }\n' >"$tree/base/a.cc"
expect 1 'use nullptr'
expect 1 '1 sources read, 0 known to be clean, 1 with findings' # a fault is not remembered as clean
printf '#pragma once\ninline int* two() { return nullptr; }\n' >"$tree/base/two.h"
printf '#include "base/one.h"\nint* answer() { return two(); }\n' >"$tree/base/a.cc"
expect 0 '1 sources read, 0 known to be clean, 0 with findings'
printf '#pragma once\ninline int* two() { return nullptr; }  // changed\n' >"$tree/base/two.h"
expect 0 '1 sources read, 0 known to be clean, 0 with findings'
echo "tidy_test: all as expected"
