#!/usr/bin/env bash
# Brings the build host up to date, then becomes it: `exec` keeps the process that a signal is sent to.
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" # wherever it is called from, and through links

readonly sources=(build src Directory.Build.props Directory.Packages.props global.json)
readonly home=artifacts/host # <build>/ for each build, and `current`: the name of the newest

up_to_date() {
  [[ -f $home/current ]] && read -r host <"$home/current" && [[ -f $home/$host/Build.dll ]] &&
    [[ -z $(find "${sources[@]}" -newer "$home/current" -print -quit) ]]
}

require_dotnet() {
  if ! command -v dotnet >/dev/null; then
    echo "build.sh: dotnet is not on PATH. Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    exit 1
  fi
}

require_sdk() {
  if ! dotnet --version >/dev/null 2>&1; then
    echo "build.sh: no .NET 10 SDK found. Install it: https://dotnet.microsoft.com/download/dotnet/10.0 Installed:" >&2
    dotnet --list-sdks >&2 || true
    exit 1
  fi
}

# Two at once in one clone wait for each other; the lock ends with its process, however that ends.
lock() {
  mkdir -p "$home"
  exec 9>"$home/lock"
  flock 9 2>/dev/null ||
    perl -e 'use Fcntl ":flock"; open(my $lock, ">&=", 9) or die $!; flock($lock, LOCK_EX) or die "build.sh: cannot lock: $!\n"'
}

# Each build has a folder of its own: a deploy that is running keeps the files that it runs from.
build() {
  local name started
  name=$(date -u +%Y%m%dT%H%M%SZ)-$$
  echo "build.sh: compiling the build host (a source is newer than the last build) ..." >&2
  started=$(mktemp "$home/started.XXXXXX")
  echo "$name" >"$started"
  if ! dotnet publish build/Build.csproj -c Release -o "$home/$name" -v quiet -nodeReuse:false -p:UseSharedCompilation=false \
    >"$home/build.log" 2>&1 9>&-; then
    cat "$home/build.log" >&2
    rm -rf "$started" "${home:?}/$name"
    echo "build.sh: the build host does not compile; see above." >&2
    exit 1
  fi
  sed -n 's/^.*warning HOST[0-9]*: \(.*\) \[.*$/build.sh: \1/p' "$home/build.log" | sort -u >&2
  mv "$started" "$home/current"
  find "$home" -mindepth 1 -maxdepth 1 -type d -mtime +7 ! -name "$name" -exec rm -rf {} +
}

require_dotnet
if ! up_to_date; then
  require_sdk
  lock
  up_to_date || build
  exec 9>&-
  read -r host <"$home/current"
fi

exec dotnet "$home/$host/Build.dll" "$@"
