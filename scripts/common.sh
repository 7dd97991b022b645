# Sourced by the scripts beside it: where the repository is, how to say things, how to build.
# shellcheck shell=bash
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
me=$(basename "$0")

# ccache: hits also from another clone of the repository.
export CCACHE_BASEDIR="${CCACHE_BASEDIR:-$root}" CCACHE_NOHASHDIR="${CCACHE_NOHASHDIR:-1}"

say() { printf '%s: %s\n' "$me" "$*"; }

fail() {
  printf '%s: %s\n' "$me" "$*" >&2
  exit 1
}

# How many compilers may run at once: a core each, and about 1.2 GB each (Boost.Beast takes 0.8).
build_jobs() {
  local cores memory_kb by_memory
  cores=$(nproc)
  memory_kb=$(awk '/^MemAvailable:/ {print $2}' /proc/meminfo)
  by_memory=$((memory_kb / 1200000))
  [ "$by_memory" -ge 1 ] || by_memory=1
  echo $((cores < by_memory ? cores : by_memory))
}

# build PRESET [TARGET...]: configures where that is due, and builds. Its output is shown only where
# it fails, except on a terminal, where ninja's one line of progress is.
build() {
  local preset=$1 jobs log
  shift
  jobs=$(build_jobs)
  log="$root/build/$preset.log"
  mkdir -p "$root/build"
  say "building preset $preset with $jobs jobs (build/$preset)"
  if ! (cd "$root" && cmake --preset "$preset") >"$log" 2>&1; then
    cat "$log" >&2
    fail "preset $preset does not configure (the lines above; also in $log)"
  fi
  local command=(cmake --build "$root/build/$preset" --parallel "$jobs")
  [ $# -eq 0 ] || command+=(--target "$@")
  if [ -t 1 ]; then
    "${command[@]}" || fail "preset $preset does not build"
  elif ! "${command[@]}" >>"$log" 2>&1; then
    grep -A 20 -E '(^FAILED:|error:)' "$log" | head -80 >&2 || true
    fail "preset $preset does not build (the lines above; all of it in $log)"
  fi
}
