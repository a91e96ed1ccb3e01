#!/usr/bin/env bash
# preflight_secrets_check.sh <env>: what the verify step looks at last. It reports and never fails.
set -euo pipefail

env=${1:?environment}
root=envs/$env

check() {
  local title=$1
  shift
  if "$@"; then echo "[ok]   $title"; else echo "[warn] $title"; fi
}

holds_no_secret() {
  [[ -f $1 ]] && ! grep -qiE '^[[:space:]]*[a-z_]*(password|secret|token)[a-z_]*[[:space:]]*=' "$1"
}

echo "Secrets of $env:"
check "$root/terraform.tfvars exists" test -f "$root/terraform.tfvars"
check "$root/terraform.tfvars holds no secret" holds_no_secret "$root/terraform.tfvars"
check "external-secrets runs" test -e "$root/.cluster/external-secrets"
