#!/usr/bin/env bash
# Records a phase the way that the build host replaces: stash, check the branch out, append, commit, push, return.
set -euo pipefail
phase=$1
branch=governance-registry
file=environments/development/latest/build_timings.csv
before=$(git rev-parse --abbrev-ref HEAD)
stashed=$(git stash list | wc -l)
git stash push --quiet --include-untracked
git fetch --quiet origin "$branch"
git checkout --quiet -B "$branch" "origin/$branch"
echo "2026-01-24T14:43:27Z,2026-01-24T15:00:03Z,$phase,dev,persistent,996,0,,0,0,0,logs/build-timings/$phase.log" >>"$file"
git add "$file"
git commit --quiet -m "chore(registry): record $phase for dev build persistent"
git push --quiet origin "$branch"
git checkout --quiet "$before"
[[ $(git stash list | wc -l) == "$stashed" ]] || git stash pop --quiet
