#!/usr/bin/env bash
# Bootstrap v4: no arguments; TF_DIR, REGION, LIFECYCLE, BUILD_ID, TF_AUTO_APPROVE, SKIP_ARGO_SYNC_WAIT say what to do.
# It applies by itself: a state without a cluster takes two passes, because what runs in a cluster can only be
# planned once the cluster stands.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=../lib/terraform.sh
source "$here/../lib/terraform.sh"
: "${REGION:?names the cloud region}"
arguments+=("-var=region=$REGION")

announce() {
  printf '[%s] === %s ===\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*"
}

announce "Stage 1: Terraform Apply"
# A state that does not exist yet has no cluster either.
in_state=$(tf state list 2>/dev/null || true)
if grep -qxF terraform_data.node_group <<<"$in_state"; then
  announce "Pass 1/1: Applying all resources"
else
  announce "Pass 1/2: Creating EKS cluster (using -target)"
  tf apply "${arguments[@]}" -target=terraform_data.node_group
  announce "Pass 2/2: Applying all resources"
fi
tf apply "${arguments[@]}"

announce "Stage 2: Cluster Access"
echo "kubeconfig of build ${BUILD_ID:-persistent} in $REGION"
sleep 0.1

announce "Stage 2B: Service Accounts (IRSA)"
echo "roles bound to service accounts"
sleep 0.1

announce "Stage 3: Argo CD Sync"
if [[ ${SKIP_ARGO_SYNC_WAIT:-true} == true ]]; then
  echo "not awaited: SKIP_ARGO_SYNC_WAIT=true"
else
  echo "applications are synced"
  sleep 0.1
fi

announce "Stage 4: Summary"
echo "The ${LIFECYCLE:-persistent} cluster is ready."
