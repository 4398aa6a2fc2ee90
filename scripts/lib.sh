# What scripts/plan and scripts/test share: sourced by them, with the project's root as the folder.

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
    fail "this failed: $* (its output stands above and in $PWD/$log)"
  fi
}

# Prints the packages of scripts/packages that stand behind one of the words given.
packages() {
  local word package comment wanted=" $* "
  while read -r word package comment; do
    if [[ -n $package && $wanted == *" $word "* ]]; then printf '%s\n' "$package"; fi
  done <scripts/packages
}

is_installed() { [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

# need_packages WORD...: installs what is missing of those packages; asks nobody if nothing is.
need_packages() {
  local package root=() missing=()
  command -v dpkg-query >/dev/null || fail "this needs Debian 12, or these packages of another system:" $(packages "$@")
  for package in $(packages "$@"); do
    is_installed "$package" || missing+=("$package")
  done
  if ((${#missing[@]} == 0)); then return; fi
  if ((EUID != 0)); then
    command -v sudo >/dev/null || fail "these packages are missing, and neither root nor sudo is at hand to install them:
  apt-get install --no-install-recommends ${missing[*]}"
    root=(sudo)
  fi
  say "installing ${missing[*]}"
  # A password is asked for here, where it can be seen.
  if ((EUID != 0)); then sudo true || fail "sudo does not work here; install as root: ${missing[*]}"; fi
  quietly build/log/apt-update "${root[@]}" apt-get update
  quietly build/log/apt-install "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}"
}

# build_preset PRESET [TARGET]: configures and builds it, saying so where that takes time.
build_preset() {
  local preset=$1 target=${2:-all}
  quietly "build/log/$preset-configure" cmake --preset "$preset"
  if [[ $(ninja -C "build/$preset" -n "$target") =~ Building|Linking ]]; then
    say "building build/$preset (its output: build/log/$preset-build)"
  fi
  quietly "build/log/$preset-build" cmake --build --preset "$preset" --target "$target"
}
