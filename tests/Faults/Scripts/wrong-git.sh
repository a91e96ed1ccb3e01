# What git does at a step that the plan names: wrong-git.sh <step> <arguments>.
# shellcheck source=fault.sh
. "$FAULT_SCRIPTS/fault.sh"

step=$1
shift

is_talked_to() { [[ $step == fast-import || $step == cat-file ]]; }

fault_is_due "$step" || exec "$FAULT_GIT" "$@"

case $plan_moment in
  before)
    kill_host
    [[ $plan_victims == host ]] && exec "$FAULT_GIT" "$@"
    exit 137
    ;;
  late) # a slow network: the push of the dead reaches the remote when others have gone on
    kill_host
    sleep "$plan_seconds"
    exec "$FAULT_GIT" "$@"
    ;;
  held) # as late, until the run's folder says that it may go on
    kill_host
    for ((tries = 0; tries < 3000; tries++)); do
      [[ -e $FAULT_FOLDER/released ]] && break
      sleep 0.02
    done
    exec "$FAULT_GIT" "$@"
    ;;
  during)
    "$FAULT_GIT" "$@" <&0 &
    command=$!
    sleep "$plan_seconds"
    kill_host
    [[ $plan_victims == host ]] || kill_command "$command"
    wait "$command"
    ;;
  overtaken) # another writer is faster
    rival() { "$FAULT_GIT" --git-dir="$FAULT_REMOTE" -c user.name=Rival -c user.email=rival@localhost "$@"; }
    tip=$(rival rev-parse "refs/heads/$FAULT_BRANCH")
    rival update-ref "refs/heads/$FAULT_BRANCH" "$(rival commit-tree -p "$tip" -m rival "$tip^{tree}")"
    exec "$FAULT_GIT" "$@"
    ;;
  fails) exit 1 ;;
  refuses)
    echo "fatal: it does not work" >&2
    exit 128
    ;;
  hangs) # until whoever started it has had enough
    : >"$FAULT_FOLDER/hanging"
    exec sleep 1000
    ;;
  halved | shortened) # works, and is not heard to its end
    answer=$FAULT_FOLDER/$step.answer
    if is_talked_to; then
      # They are talked to: what they say is cut while they say it.
      mkfifo "$answer"
      "$FAULT_GIT" "$@" <&0 >"$answer" &
      length=30
      [[ $plan_moment == halved ]] && length=3
      head -c "$length" <"$answer"
      kill -KILL $! 2>/dev/null
    else
      "$FAULT_GIT" "$@" >"$answer" || exit
      if [[ $plan_moment == halved ]]; then head -c $(($(wc -c <"$answer") / 2)) "$answer"; else head -n -1 "$answer"; fi
    fi
    exit 0
    ;;
  unheard) # works, and what it says of that is lost; those that are talked to fail at their end
    if is_talked_to; then "$FAULT_GIT" "$@"; else "$FAULT_GIT" "$@" >/dev/null; fi
    exit 128
    ;;
  endless) # works, and does not come to its end
    "$FAULT_GIT" "$@"
    : >"$FAULT_FOLDER/hanging"
    exec sleep 1000
    ;;
  after)
    "$FAULT_GIT" "$@"
    code=$?
    kill_host
    exit "$code"
    ;;
esac
