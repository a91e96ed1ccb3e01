# The targets of old, forwarded to build.sh. Variables given to make (ENV=dev REGION=… CONFIRM_DESTROY=yes) reach it as
# environment variables: make exports what its command line sets, and nothing that is unset.
# make answers every failure with 2 and passes no lone signal on: CI calls build.sh itself (docs/ci.md).
.DEFAULT_GOAL := help
.PHONY: help deploy-persistent teardown-persistent apply-persistent bootstrap-persistent bootstrap-persistent-v4

help:; @exec ./build.sh --help
deploy-persistent:; @exec ./build.sh --target=DeployPersistent
teardown-persistent:; @exec ./build.sh --target=TeardownPersistent
apply-persistent:; @exec ./build.sh --target=ApplyPersistent
bootstrap-persistent:; @exec ./build.sh --target=BootstrapPersistent
bootstrap-persistent-v4:; @exec ./build.sh --target=BootstrapPersistent --bootstrap-version=v4
