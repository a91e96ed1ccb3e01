#!/usr/bin/env bash
# Bootstrap v1: goldenpath-idp-bootstrap.sh <cluster> <region> <kong-namespace>
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

stage 3 "KONG"
pretend "gateway in namespace $kong_namespace"
stage_done 3

echo "Bootstrap of $cluster is complete."
