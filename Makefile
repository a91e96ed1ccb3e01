.PHONY: help
help:; @exec ./build.sh --help

include build-timing.mk
