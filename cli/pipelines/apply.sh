#!/usr/bin/env bash
# Applies the plans that plan.sh packed into plan.tar.gz, in the order in which the stacks are named, and nothing else.
#
#   apply.sh DIGEST STACK...
#
# Refuses an archive with another digest than the approved one. Terraform itself refuses a plan whose state has moved on.
set -euo pipefail
cd "$(dirname "$0")/../.."
terraform=${TERRAFORM:-terraform}
[ "$#" -gt 1 ] || { echo "usage: apply.sh DIGEST STACK..." >&2 && exit 2; }
digest=$1
shift

echo "$digest  plan.tar.gz" | sha256sum --check --quiet || {
  echo "plan.tar.gz is not the plan that was approved ($digest): run the pipeline again" >&2
  exit 1
}
tar -xzf plan.tar.gz
for stack in "$@"; do
  directory=cdktf.out/stacks/$stack
  # The providers that planned, byte for byte.
  "$terraform" -chdir="$directory" init -input=false -no-color -lockfile=readonly
  "$terraform" -chdir="$directory" apply -input=false -no-color -lock-timeout=10m plan.bin
done
