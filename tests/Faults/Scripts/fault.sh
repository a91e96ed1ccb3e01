# Sourced by what stands around the host: carries out FAULT_PLAN, words of the form <step>:<occurrence>:<moment>:<victims>:<seconds>, whose victims
# are host, git (the command at work) or both. Without a plan nothing happens; with the word "count" all steps are counted.

# Counts this occurrence of a step; true when it is one that the plan names. mkdir is atomic: two processes never count the same.
fault_is_due() {
  [[ " ${FAULT_PLAN-}" == *" $1:"* || " ${FAULT_PLAN-} " == *" count "* ]] && [[ -d ${FAULT_FOLDER-} ]] || return 1
  local occurrence=1 word
  until mkdir "$FAULT_FOLDER/$1.$occurrence" 2>/dev/null; do occurrence=$((occurrence + 1)); done
  for word in $FAULT_PLAN; do
    # shellcheck disable=SC2034 # the programs that take this file in use them all
    IFS=: read -r plan_step plan_occurrence plan_moment plan_victims plan_seconds <<<"$word"
    [[ $plan_step == "$1" && $plan_occurrence == "$occurrence" ]] && return 0
  done
  return 1
}

# A number alone names no process: another may have it by now, and a process whose parent is dead has a parent that nobody means.
belongs_to_run() { grep -qzxF -- "FAULT_RUN=$FAULT_RUN" "/proc/$1/environ" 2>/dev/null; }

kill_host() {
  if [[ $plan_victims != git ]] && belongs_to_run "$FAULT_HOST"; then kill -KILL "$FAULT_HOST" 2>/dev/null; fi
}

# A command with what it has started. The remote's side is a server's: no kill of a client reaches it.
kill_command() {
  local child command
  { command=$(tr '\0' ' ' <"/proc/$1/cmdline"); } 2>/dev/null
  [[ $command == *receive-pack* || $command == *upload-pack* ]] && return
  kill -STOP "$1" 2>/dev/null
  # shellcheck disable=SC2013 # one line of numbers
  for child in $(cat "/proc/$1/task/$1/children" 2>/dev/null); do kill_command "$child"; done
  kill -KILL "$1" 2>/dev/null
}
