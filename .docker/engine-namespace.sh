#!/bin/sh
# Creates the namespace on the first start. Closed runs stay for 30 days; the worker archives them long before that.
set -eu
temporal operator namespace describe -n "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 \
  || temporal operator namespace create -n "$TEMPORAL_NAMESPACE" --retention 720h
