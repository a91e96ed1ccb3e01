# shellcheck shell=bash
# Sourced by bootstrap v1-v3: how they announce their stages.

# stage <number> <TITLE>
stage() {
  printf '\n##### STAGE %s: %s #####\n' "$1" "$2"
}

# stage_done <number>
stage_done() {
  printf -- '----- STAGE %s DONE -----\n' "$1"
}

# The sample has no cluster to ask: a short wait stands for what a stage would do.
pretend() {
  printf '  %s\n' "$*"
  sleep 0.1
}
