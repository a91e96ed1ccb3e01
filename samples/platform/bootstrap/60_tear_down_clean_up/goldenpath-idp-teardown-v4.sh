#!/usr/bin/env bash
# Teardown v4: goldenpath-idp-teardown-v4.sh <cluster> <region>, with TEARDOWN_CONFIRM=true in the environment.
set -euo pipefail

cluster=${1:?cluster name} region=${2:?region}

if [[ ${TEARDOWN_CONFIRM:-} != true ]]; then
  echo "Refused: this destroys cluster $cluster in $region. Set TEARDOWN_CONFIRM=true to go on." >&2
  exit 1
fi

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=../lib/terraform.sh
source "$here/../lib/terraform.sh"

rule='=================================================='

stage() {
  printf '\n%s\nSTAGE %s: %s\n%s\n' "$rule" "$1" "$2" "$rule"
}

stage_complete() {
  printf -- '------------- STAGE %s COMPLETE: %s -------------\n' "$1" "$2"
}

# step <number> <TITLE> <what is done>: the sample has no cluster, so it only says so.
step() {
  stage "$1" "$2"
  printf '  %s\n' "$3"
  sleep 0.1
  stage_complete "$1" "$2"
}

step 1 "CLUSTER ACCESS" "kubeconfig for $cluster in $region"
step 2 "DRAIN ARGO CD APPLICATIONS" "applications are drained"
step 3 "LOAD BALANCERS" "no load balancer is left"
step 3B "NETWORK INTERFACES" "no interface is left"
step 4 "NODE GROUPS" "nodes are cordoned"
step 5 "RDS INSTANCES" "DELETE_RDS_INSTANCES=${DELETE_RDS_INSTANCES:-false}, RDS_SKIP_FINAL_SNAPSHOT=${RDS_SKIP_FINAL_SNAPSHOT:-false}"
step 6 "SERVICE ACCOUNTS IN THE STATE" "REMOVE_K8S_SA_FROM_STATE=${REMOVE_K8S_SA_FROM_STATE:-true}: none in the state"

stage 7 "TERRAFORM DESTROY"
tf destroy "${arguments[@]}"
stage_complete 7 "TERRAFORM DESTROY"

step 8 "SECRETS" "DELETE_SECRETS=${DELETE_SECRETS:-false}"

if [[ ${CLEANUP_ORPHANS:-false} == true ]]; then
  step 8B "ORPHANS" "no orphan is left"
fi

echo "Teardown of $cluster is complete."
