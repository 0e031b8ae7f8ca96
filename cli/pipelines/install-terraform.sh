#!/usr/bin/env bash
# Installs a release of Terraform into a directory of the agent and adds it to the path of the steps that follow.
#
#   install-terraform.sh VERSION
#
# Agents of Azure Pipelines have none, and no task comes with the service. The archive is compared with HashiCorp's list of digests.
set -euo pipefail
version=${1:?usage: install-terraform.sh VERSION}
directory=${AGENT_TOOLSDIRECTORY:-$HOME}/terraform/$version
base=https://releases.hashicorp.com/terraform/$version
archive=terraform_${version}_linux_amd64.zip
if [ ! -x "$directory/terraform" ]; then
  mkdir -p "$directory"
  cd "$directory"
  curl --fail --silent --show-error --location --proto '=https' --remote-name-all "$base/$archive" "$base/terraform_${version}_SHA256SUMS"
  grep " $archive\$" "terraform_${version}_SHA256SUMS" | sha256sum --check --quiet
  unzip -q "$archive" terraform
  rm "$archive"
fi
echo "##vso[task.prependpath]$directory"
