#!/usr/bin/env bash
# Bootstrap v2: goldenpath-idp-bootstrap-v2.sh <cluster> <region> <kong-namespace>
# Since v1: service accounts have a stage of their own, and the wait for Argo CD can be skipped.
set -euo pipefail

cluster=${1:?cluster name} region=${2:?region} kong_namespace=${3:?Kong namespace}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=../lib/stages.sh
source "$here/../lib/stages.sh"
# shellcheck source-path=SCRIPTDIR source=../lib/terraform.sh
source "$here/../lib/terraform.sh"

stage 1 "CLUSTER ACCESS"
pretend "kubeconfig for $cluster in $region"
stage_done 1

stage 2 "ADD-ONS AND APPLICATIONS"
tf apply "${arguments[@]}"
stage_done 2

stage 2B "SERVICE ACCOUNTS (IRSA)"
pretend "roles bound to service accounts of ${ENV_NAME:-the environment}"
stage_done 2B

stage 3 "ARGO CD SYNC"
if [[ ${SKIP_ARGO_SYNC_WAIT:-true} == true ]]; then
  echo "  not awaited: SKIP_ARGO_SYNC_WAIT=true"
else
  pretend "applications are synced"
fi
stage_done 3

stage 4 "KONG"
pretend "gateway in namespace $kong_namespace"
stage_done 4

echo "Bootstrap of $cluster is complete."
