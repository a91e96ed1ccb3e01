# What a hook of the remote does where a plan names it: die-at.sh <hook>.
. "$FAULT_SCRIPTS/fault.sh"
[[ $1 == update ]] || cat >/dev/null
if fault_is_due "$1"; then
  kill_host
  if [[ $plan_victims != host ]] && belongs_to_run "$FAULT_CLIENT"; then kill -KILL "$FAULT_CLIENT" 2>/dev/null; fi
fi
exit 0
