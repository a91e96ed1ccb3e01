# What every phase of the platform runs: phase.sh <phase> <env>. Its first act is the line in the ledger.
. "$FAULT_SCRIPTS/fault.sh"
export FAULT_HOST=$PPID

# By now the journal knows of this run. Where it does not, the host may be dead and another run may have taken the entry on: no proof.
journaled=yes
if ! grep -qsF -- "$1-$2-persistent-" "$FAULT_JOURNAL"/*.json; then
  journaled=no
  belongs_to_run "$FAULT_HOST" || journaled=unknown
fi
echo "STARTED $2/$1 $journaled" >>"$FAULT_LEDGER"
: >"$FAULT_FOLDER/started"

due=
fault_is_due phase && due=$plan_moment
die() {
  kill_host
  if [[ $plan_victims != host ]]; then kill -KILL $$; fi
}

[[ $due == before ]] && die
echo "##### STAGE 1: $1 #####"
sleep "$FAULT_WORK"
[[ $due == during ]] && die
echo "Apply complete! Resources: 2 added, 1 changed, 0 destroyed."
[[ $due == after ]] && die
exit "$FAULT_EXIT"
