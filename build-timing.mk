# The targets of old, forwarded to the build.sh beside this file. In your own Makefile: `include <folder>/build-timing.mk`, and delete the
# targets of the same names. Variables that make knows by then (ENV=dev on the command line, `ENV ?= staging` in the Makefile, the environment)
# reach the build, each as one value; what is unset stays unset.
# make answers every failure with 2 and passes no lone signal on: CI calls build.sh itself (docs/ci.md).
build_timing_folder := $(dir $(lastword $(MAKEFILE_LIST)))
build_timing_goal := $(.DEFAULT_GOAL)
build_timing_variables := ENV REGION BOOTSTRAP_VERSION TF_DIR TF_BIN TF_AUTO_APPROVE PERSISTENT_CLUSTER KONG_NAMESPACE NODE_INSTANCE_TYPE \
  ENV_NAME SKIP_ARGO_SYNC_WAIT SKIP_CERT_MANAGER_VALIDATION COMPACT_OUTPUT SCALE_DOWN_AFTER_BOOTSTRAP CREATE_RDS CLEANUP_ORPHANS \
  CONFIRM_DESTROY TIMING_PUBLISH GOVERNANCE_REGISTRY_BRANCH GOVERNANCE_REGISTRY_REMOTE PLATFORM_ROOT
build_timing_quote = '$(subst ','\'',$(1))'
build_timing = exec env $(foreach name,$(build_timing_variables),$(if $(value $(name)),$(name)=$(call build_timing_quote,$($(name))))) \
  $(build_timing_folder)build.sh

.PHONY: deploy-persistent teardown-persistent apply-persistent bootstrap-persistent bootstrap-persistent-v4
deploy-persistent:; @$(build_timing) --target=DeployPersistent
teardown-persistent:; @$(build_timing) --target=TeardownPersistent
apply-persistent:; @$(build_timing) --target=ApplyPersistent
bootstrap-persistent:; @$(build_timing) --target=BootstrapPersistent
bootstrap-persistent-v4:; @$(build_timing) --target=BootstrapPersistent --bootstrap-version=v4

# Bare `make` does what it did without this file: above all, it deploys nothing.
.DEFAULT_GOAL := $(build_timing_goal)
