exec bash "$FAULT_SCRIPTS/phase.sh" bootstrap-persistent "${TF_DIR##*/}"
