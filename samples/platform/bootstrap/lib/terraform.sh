# shellcheck shell=bash
# shellcheck disable=SC2034 # `arguments` is read by the scripts that source this.
# Sourced by the scripts beside it: the Terraform program that the caller chose, run in the environment's root.

# Terraform asks its maker's site for newer versions otherwise; the sample needs no network.
export CHECKPOINT_DISABLE=1

# TF_BIN when it is set, else terraform, else tofu.
terraform_program() {
  if [[ -n ${TF_BIN:-} ]]; then
    printf '%s\n' "$TF_BIN"
  elif command -v terraform; then
    :
  elif command -v tofu; then
    :
  else
    echo "Neither terraform nor tofu is on PATH; TF_BIN can name one." >&2
    return 127
  fi
}

# tf <subcommand> [argument...]: its exit code is Terraform's own.
tf() {
  "$terraform" -chdir="$TF_DIR" "$@"
}

: "${TF_DIR:?names the Terraform root, for example envs/dev}"
terraform=$(terraform_program)

# The arguments of every apply and destroy here.
arguments=("-var=cluster_lifecycle=${LIFECYCLE:-persistent}" -var=enable_k8s_resources=true -var=apply_kubernetes_addons=true)
if [[ ${TF_AUTO_APPROVE:-true} == true ]]; then arguments+=(-auto-approve); fi
if [[ ${COMPACT_OUTPUT:-false} == true ]]; then arguments+=(-compact-warnings); fi
