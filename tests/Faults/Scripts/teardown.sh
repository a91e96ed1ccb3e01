exec bash "$FAULT_SCRIPTS/phase.sh" teardown-persistent "${TF_DIR##*/}"
