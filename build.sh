#!/usr/bin/env bash
# Brings the build host up to date, then becomes it: `exec` keeps the process that a signal is sent to.
set -euo pipefail

# What is opened next gets the number of a stream that the caller has closed (`>&-`), and the output with it.
[[ -e /dev/fd/0 ]] || exec </dev/null
[[ -e /dev/fd/1 ]] || exec >/dev/null
[[ -e /dev/fd/2 ]] || exec 2>/dev/null

unset BUILD_ENTRY # build.ps1's, where a phase of its host runs this

# Wherever it is called from, and through links. A program is asked only where it has to be: each costs a warm start more than all of this.
script=${BASH_SOURCE[0]}
[[ ! -L $script ]] || script=$(readlink -f -- "$script")
[[ $script == /* ]] || script=$PWD/$script
cd -P -- "${script%/*}/"

readonly sources=(build src Directory.Build.props Directory.Build.targets Directory.Packages.props global.json)
# <hash of the sources>/ for each build, and `current`: the name of the one that ran last.
readonly home=artifacts/host

# Size, time of the last change and name of each source: where these are what they were, so is the content.
listing() {
  case $OSTYPE in
    linux-gnu*) find "${sources[@]}" -type f -printf '%s %C@ %p\n' ;;
    darwin* | *bsd*) find "${sources[@]}" -type f -exec stat -f '%z %Fc %N' {} + ;;
    *) find "${sources[@]}" -type f -exec stat -c '%s %z %n' {} + ;;
  esac
}

# The hash of the names and the content of all sources: two branches with the same sources have the same host.
content() {
  local digest=(sha256sum)
  command -v sha256sum >/dev/null || digest=(shasum -a 256)
  find "${sources[@]}" -type f -print0 | LC_ALL=C sort -z | xargs -0 "${digest[@]}" | "${digest[@]}" | cut -c1-16
}

untouched() {
  [[ -f $home/current ]] && read -r host <"$home/current" && [[ -f $home/$host/Build.dll && -f $home/$host/sources ]] &&
    [[ $(listing) == "$(<"$home/$host/sources")" ]]
}

# Notes which host is the one of these sources. Whoever may not write here (another user's clone) runs it all the same.
remember() {
  {
    echo "$before" >"$home/$host/sources.$$" && mv -f "$home/$host/sources.$$" "$home/$host/sources" &&
      echo "$host" >"$home/current.$$" && mv -f "$home/current.$$" "$home/current" && touch "$home/$host"
  } 2>/dev/null || true
}

# Refuses limits below which .NET does not start, or ends in the middle of a phase. Read without a program, like all that each start takes.
require_room() {
  local limits
  [[ -r /proc/self/limits ]] || return 0
  IFS= read -r -d '' limits </proc/self/limits || true # no zero ends it
  # .NET raises the first of the two figures, the soft limit, to the hard one; of open files alone.
  require_limit 'Max open files +[^ ]+ +([0-9]+)' 200 'open files' n
  # What is compiled at run time is mapped through a file, unless this says otherwise.
  [[ ${DOTNET_EnableWriteXorExecute:-1} == 0 ]] || require_limit 'Max file size +([0-9]+)' $((64 << 20)) 'bytes for a file' f
  require_limit 'Max address space +([0-9]+)' $((2 << 30)) 'bytes of address space' v
  ((EUID == 0)) || require_limit 'Max processes +([0-9]+)' 24 processes u # root is not bound by it
  require_limit 'Max stack size +([0-9]+)' $((256 << 10)) 'bytes of stack' s
}

require_limit() {
  [[ $limits =~ $1 ]] && ((BASH_REMATCH[1] < $2)) || return 0
  echo "build.sh: the build host cannot run with ${BASH_REMATCH[1]} $3 (ulimit -$4): it takes $2. Nothing has run." >&2
  exit 1
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
  mkdir -p "$home" 2>/dev/null || true
  if [[ ! -w $home ]]; then
    echo "build.sh: the build host has to be compiled, and $PWD/$home is another user's. Run build.sh once as its owner, or use a clone of your own." >&2
    exit 1
  fi
  # Another user's file is locked just as well without writing to it.
  [[ -e $home/lock ]] || : >>"$home/lock"
  if [[ -w $home/lock ]]; then exec 9>>"$home/lock"; else exec 9<"$home/lock"; fi
  flock 9 2>/dev/null ||
    perl -e 'use Fcntl ":flock"; open(my $lock, "+>&=", 9) or open($lock, "<&=", 9) or die $!; flock($lock, LOCK_EX) or die "build.sh: cannot lock: $!\n"'
}

# Before the content is read, so that what is changed meanwhile is found the next time.
identify() {
  before=$(listing)
  host=$(content)
}

# Each build has a folder of its own: a deploy that is running keeps the files that it runs from.
build() {
  local unfinished=$home/$host.$$
  rm -f artifacts/obj/*/release/*.dll # the compiler is asked by time stamps, and a source may be older than what it replaces
  echo "build.sh: compiling the build host (its sources have changed, or this is the first run) ..." >&2
  rm -f "$home/build.log" # it may be another user's
  if ! dotnet publish build/Build.csproj -c Release -o "$unfinished" -v quiet -nodeReuse:false -p:UseSharedCompilation=false \
    >"$home/build.log" 2>&1 9>&-; then
    cat "$home/build.log" >&2
    rm -rf "$unfinished"
    echo "build.sh: the build host does not compile; see above." >&2
    exit 1
  fi
  sed -n 's/^.*warning HOST[0-9]*: \(.*\) \[.*$/build.sh: \1/p' "$home/build.log" | sort -u >&2
  [[ $(content) == "$host" ]] || host+=-changed-$$ # while it was compiled: it is run, and found by nobody
  rm -rf "${home:?}/$host"
  mv "$unfinished" "$home/$host"
  find "$home" -mindepth 1 -maxdepth 1 -type d -mtime +7 ! -name "$host" -exec rm -rf {} +
}

require_room
require_dotnet
if ! untouched; then
  identify
  if [[ ! -f $home/$host/Build.dll ]]; then
    require_sdk
    lock
    identify
    [[ -f $home/$host/Build.dll ]] || build
    exec 9>&-
  fi
  remember
fi

exec dotnet "$home/$host/Build.dll" "$@"
