# Functions shared by the scripts, which source this file in the project's root.

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$0: $*"
  exit 1
}

# quietly LOG COMMAND...: the command's output goes to LOG, and to the terminal only if it fails.
quietly() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    fail "this failed: $* (its output is above and in $PWD/$log)"
  fi
}

# with_progress LOG COMMAND...: like quietly, and shows progress by the command's latest line of output.
with_progress() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  if ! "$@" 2>&1 | tee "$log" | show_latest; then
    cat "$log" >&2
    fail "this failed: $* (its output is above and in $PWD/$log)"
  fi
}

# Shows the latest line of its input: on a terminal it replaces the previous one; elsewhere it prints one at once, or
# after `progress_after` seconds, and then one every fifteen seconds.
show_latest() {
  local line width=80 next=$((SECONDS + ${progress_after:-0}))
  if [[ -t 2 ]]; then
    read -r _ width < <(stty size <&2 2>/dev/null) || true
    ((width > 10)) || width=80
    while IFS= read -r line; do printf '\r\033[K  %s' "${line:0:width-3}" >&2; done
    printf '\r\033[K' >&2
  else
    while IFS= read -r line; do
      if ((SECONDS >= next)); then
        say "  ${line:0:120}"
        next=$((SECONDS + 15))
      fi
    done
  fi
}

# Prints the packages of scripts/packages that are listed after one of the given words.
packages() {
  local word package comment wanted=" $* "
  while read -r word package comment; do
    if [[ -n $package && $wanted == *" $word "* ]]; then printf '%s\n' "$package"; fi
  done <scripts/packages
}

is_installed() { [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

# need_packages WORD...: installs those of these packages that are missing, and prints their names.
need_packages() {
  local package root=() missing=()
  command -v dpkg-query >/dev/null || fail "this needs Debian 12, or the same packages of another system:" $(packages "$@")
  for package in $(packages "$@"); do
    is_installed "$package" || missing+=("$package")
  done
  if ((${#missing[@]} == 0)); then return; fi
  if ((EUID != 0)); then
    command -v sudo >/dev/null || fail "these packages are missing; install them as root:
  apt-get install --no-install-recommends ${missing[*]}"
    root=(sudo)
  fi
  say "installing ${missing[*]}"
  # sudo asks for a password here, where the prompt is visible.
  if ((EUID != 0)); then sudo true || fail "sudo does not work here; install as root: ${missing[*]}"; fi
  with_progress build/log/apt-update "${root[@]}" apt-get update
  with_progress build/log/apt-install "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}"
}

# build_preset PRESET [TARGET]: configures and builds it, with progress if that takes time.
build_preset() {
  local preset=$1 target=${2:-all} progress_after=0
  if [[ -f build/$preset/build.ninja ]]; then
    progress_after=2 # there may be nothing to do
    quietly "build/log/$preset-configure" cmake --preset "$preset"
  else
    say "configuring build/$preset (its output: build/log/$preset-configure)"
    with_progress "build/log/$preset-configure" cmake --preset "$preset"
    say "building build/$preset, which takes some minutes (its output: build/log/$preset-build)"
  fi
  # How much there is to do is not known before: Ninja's dry run ends where it would look for new files.
  with_progress "build/log/$preset-build" cmake --build --preset "$preset" --target "$target"
}
